pragma ComponentBehavior: Bound
import QtQuick
import KioskDock
import "../../ui/qml/controls"
import "../../ui/qml/theme"

// The receipt printer at work: paper comes out of it dot by dot as the twin prints it, waits to be torn off
// (pull it, or touch it) and joins the heap.
Item {
    id: desk

    required property DockBridge dock
    readonly property var printer: dock.printer
    readonly property var slip: dock.slip
    readonly property real mouth: height - 74
    readonly property real paperWide: 150

    signal enlarged(int number)

    // the heap: the newest on top, each lying as it fell
    Item {
        id: heap
        objectName: "sheets"
        x: parent.width - 84
        y: 4
        width: 84
        height: desk.mouth - 40

        Text {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 70
            width: parent.width
            visible: desk.dock.sheets.length === 0
            text: "torn-off paper lands here"
            color: Theme.soft
            font.pixelSize: 11
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }
        Repeater {
            model: desk.dock.sheets.slice(0, 5).reverse()
            delegate: Item {
                id: sheet
                required property var modelData
                required property int index
                readonly property int depth: Math.min(5, desk.dock.sheets.length) - 1 - index
                objectName: "sheet_" + modelData.number
                x: 8 + (modelData.number * 37) % 9
                y: 8 + (modelData.number * 53) % 40 + 6 * depth
                width: 62
                height: picture.height
                rotation: (modelData.number * 71) % 23 - 11

                ReceiptPaper {
                    id: picture
                    objectName: "sheetPicture_" + sheet.depth
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
                    onClicked: desk.enlarged(sheet.modelData.number)
                }
                NumberAnimation on opacity {
                    from: 0.3
                    to: 1
                    duration: Theme.slow
                }
            }
        }
    }
    Chip {
        objectName: "clearSheets"
        anchors.right: parent.right
        y: desk.mouth - 34
        height: 28
        implicitHeight: 28
        visible: desk.dock.sheets.length > 0
        text: desk.dock.sheets.length + " · bin"
        onClicked: desk.dock.clear_sheets()
    }

    // the paper in the printer's mouth
    Item {
        id: window
        x: 0
        width: desk.paperWide + 12
        height: desk.mouth
        clip: true

        Item {
            id: out
            objectName: "slip"
            readonly property real scaled: desk.slip.high * desk.paperWide / Math.max(1, desk.slip.wide)
            property real pulled: 0
            visible: desk.slip.high > 0
            x: 6
            width: desk.paperWide
            height: scaled
            y: window.height - scaled - pulled
            rotation: pulled > 0 ? -pulled / 14 : 0
            transformOrigin: Item.BottomLeft

            Image {
                objectName: "slipPicture"
                anchors.fill: parent
                source: desk.slip.source
                sourceSize.width: desk.paperWide
                cache: false
            }
            Rectangle {
                anchors.fill: parent
                color: "transparent"
                border.width: 1
                border.color: "#1f000000"
            }
            MouseArea {
                id: hand
                property real from: 0
                anchors.fill: parent
                cursorShape: Qt.OpenHandCursor
                preventStealing: true
                Accessible.role: Accessible.Button
                Accessible.name: "Tear the paper off"
                onPressed: mouse => from = mapToItem(desk, mouse.x, mouse.y).y
                onPositionChanged: mouse => out.pulled = Math.max(0, Math.min(60, from - mapToItem(desk, mouse.x, mouse.y).y))
                onCanceled: out.pulled = 0
                onReleased: mouse => {
                    // pulled far enough, or only touched; a short pull was a change of mind
                    if (out.pulled > 30 || out.pulled < 4)
                        desk.dock.tear();
                    out.pulled = 0;
                }
            }
        }
    }
    Text {
        x: 6
        y: desk.mouth - 22
        width: desk.paperWide
        visible: !out.visible
        text: "no paper out"
        color: Theme.soft
        font.pixelSize: 11
        horizontalAlignment: Text.AlignHCenter
    }
    Chip {
        objectName: "tear"
        x: 6
        y: 4
        height: 28
        implicitHeight: 28
        visible: out.visible
        text: desk.slip.cut ? "Tear off" : "Tear off as it is"
        onClicked: desk.dock.tear()
    }

    // the machine
    Rectangle {
        id: lid
        y: desk.mouth - 5
        width: desk.paperWide + 12
        height: 22
        radius: 9
        color: "#4a423c"
        transformOrigin: Item.Left
        rotation: desk.printer.cover_open ? -9 : 0
        Behavior on rotation {
            NumberAnimation {
                duration: Theme.slow
                easing.type: Easing.OutBack
            }
        }
        Rectangle {
            x: 6
            y: 4
            width: parent.width - 12
            height: 4
            radius: 2
            color: "#0d0b0a"
        }
    }
    Rectangle {
        y: desk.mouth + 9
        width: desk.paperWide + 12
        height: 62
        radius: 10
        gradient: Gradient {
            GradientStop {
                position: 0
                color: "#3a332e"
            }
            GradientStop {
                position: 1
                color: "#201b18"
            }
        }
        Text {
            x: 12
            y: 12
            text: "RECEIPT"
            color: "#a39184"
            font.pixelSize: 10
            font.letterSpacing: 3
        }
        Text {
            objectName: "printerState"
            x: 12
            y: 32
            width: parent.width - 24
            text: desk.printer.state
            color: "#fbf3ea"
            font.pixelSize: 12
            elide: Text.ElideRight
        }
        Row {
            anchors.right: parent.right
            anchors.rightMargin: 12
            y: 15
            spacing: 6
            Rectangle {
                width: 8
                height: 8
                radius: 4
                color: desk.printer.unplugged ? "#5a504a" : "#57c785"
            }
            Rectangle {
                width: 8
                height: 8
                radius: 4
                color: desk.printer.fine || desk.printer.unplugged ? "#5a504a" : "#ff7a5c"
            }
        }
    }
}
