pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import KioskDock
import "../../ui/qml/controls"
import "../../ui/qml/theme"

// The receipt printer: what came out of it, and everything that can be wrong with it.
Section {
    id: card

    required property DockBridge dock
    readonly property var printer: dock.printer

    signal enlarged(int number)

    title: "Receipt printer"
    status: printer.state
    alarm: !printer.fine

    Row {
        width: parent.width
        spacing: 14

        Item {
            id: machine
            width: 178
            height: 260

            Rectangle {
                id: body
                width: parent.width
                height: 30
                radius: 8
                color: "#2c2622"

                Rectangle {
                    x: 12
                    y: 18
                    width: parent.width - 24
                    height: 5
                    radius: 2
                    color: "#0d0b0a"
                }
                Rectangle {
                    anchors.right: parent.right
                    anchors.rightMargin: 12
                    y: 7
                    width: 7
                    height: 7
                    radius: 4
                    color: card.printer.unplugged ? "#5a504a" : card.printer.fine ? "#57c785" : "#ff7a5c"
                }
            }
            Rectangle {
                // what catches the paper
                y: body.height
                x: 12
                width: parent.width - 24
                height: parent.height - body.height
                radius: 6
                color: Theme.tint

                Text {
                    anchors.centerIn: parent
                    visible: sheets.count === 0
                    text: "nothing printed yet"
                    color: Theme.soft
                    font.pixelSize: 12
                }
            }
            ListView {
                id: sheets
                objectName: "sheets"
                x: 18
                y: 21
                width: parent.width - 36
                height: parent.height - 25
                clip: true
                spacing: 8
                boundsBehavior: Flickable.StopAtBounds
                model: card.dock.sheets
                delegate: Item {
                    id: sheet
                    required property var modelData
                    required property int index
                    objectName: "sheet_" + modelData.number
                    width: sheets.width
                    height: picture.height

                    ReceiptPaper {
                        id: picture
                        objectName: "sheetPicture_" + sheet.index
                        width: parent.width
                        height: implicitHeight
                        wide: sheet.modelData.wide
                        high: sheet.modelData.high
                        source: "image://tray/" + sheet.modelData.number
                    }
                    MouseArea {
                        anchors.fill: parent
                        cursorShape: Qt.PointingHandCursor
                        Accessible.role: Accessible.Button
                        Accessible.name: "Look at this paper closely"
                        onClicked: card.enlarged(sheet.modelData.number)
                    }
                    Rectangle {
                        objectName: "takeSheet_" + sheet.index
                        anchors.right: parent.right
                        anchors.top: parent.top
                        anchors.margins: 3
                        width: 24
                        height: 24
                        radius: 12
                        color: taking.containsMouse ? Theme.bad : "#99463c35"
                        Text {
                            anchors.centerIn: parent
                            text: "×"
                            color: "white"
                            font.pixelSize: 16
                            font.bold: true
                        }
                        MouseArea {
                            id: taking
                            anchors.fill: parent
                            hoverEnabled: true
                            cursorShape: Qt.PointingHandCursor
                            Accessible.role: Accessible.Button
                            Accessible.name: "Throw this paper away"
                            onClicked: card.dock.take_sheet(sheet.modelData.number)
                        }
                    }
                }
            }
        }
        Column {
            width: parent.width - machine.width - 14
            spacing: 1

            Repeater {
                model: [["paper_out", "Out of paper"], ["paper_low", "Paper low"], ["cover_open", "Cover open"], ["error", "Error"], ["silent", "Silent"], ["slow", "Slow line"], ["unplugged", "Unplugged"]]
                delegate: Toggle {
                    required property var modelData
                    objectName: "printer_" + modelData[0]
                    width: parent.width
                    height: 31
                    text: modelData[1]
                    on: card.printer[modelData[0]]
                    onAsked: wish => card.dock.turn(modelData[0], wish)
                }
            }
            Item {
                width: 1
                height: 5
            }
            Row {
                spacing: 6
                Chip {
                    objectName: "tear"
                    text: "Tear off"
                    onClicked: card.dock.tear()
                    ToolTip.visible: hovered
                    ToolTip.delay: 600
                    ToolTip.text: "Take what hangs out of the printer, uncut"
                }
                Chip {
                    objectName: "clearSheets"
                    text: "Clear"
                    enabled: card.dock.sheets.length > 0
                    onClicked: card.dock.clear_sheets()
                }
            }
        }
    }
}
