pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import KioskDock
import "../../ui/qml/theme"

// Everything around the kiosk: a customer's phone, the printer with its paper, time, and what can go wrong.
Rectangle {
    id: root

    required property DockBridge dock
    required property var accents
    required property string staffPin
    property int enlarged: 0
    property string page: "phone"

    color: Theme.tint

    Binding {
        target: Theme
        property: "accents"
        value: root.accents
    }

    Flickable {
        id: flick
        objectName: "flick"
        anchors.fill: parent
        contentWidth: width
        contentHeight: Math.max(height, all.height + 16)
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar {
            policy: flick.contentHeight > flick.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            width: 8
        }

        Column {
            id: all
            x: 12
            y: 8
            width: flick.width - 24
            spacing: 6

            Item {
                width: parent.width
                height: 34
                Row {
                    spacing: 4
                    Repeater {
                        model: [["standard", "Standard"], ["balanced", "Balanced"], ["strict", "Strict"]]
                        delegate: Chip {
                            required property var modelData
                            objectName: "preset_" + modelData[0]
                            text: modelData[1]
                            on: root.dock.preset === modelData[0]
                            onClicked: root.dock.set_preset(modelData[0])
                            ToolTip.visible: hovered
                            ToolTip.delay: 600
                            ToolTip.text: modelData[0] === "strict" ? "A PIN for everything; QR codes change every 30 s; no typing." : modelData[0] === "balanced" ? "Stamps come freely; redeeming asks for a PIN." : "No PINs; QR codes are good for a day."
                        }
                    }
                }
                Text {
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.staffPin !== ""
                    text: "staff PIN  " + root.staffPin
                    color: Theme.soft
                    font.pixelSize: 12
                }
            }

            Row {
                width: parent.width
                height: drawn.height
                spacing: 12
                Phone {
                    id: drawn
                    shown: root.dock.phone
                    onTouched: root.dock.phone.kind === "" ? root.dock.show_member() : root.dock.hide()
                }
                Printer {
                    width: parent.width - drawn.width - 12
                    height: parent.height
                    dock: root.dock
                    onEnlarged: number => root.enlarged = number
                }
            }

            People {
                width: parent.width
                dock: root.dock
            }

            Row {
                id: acts
                width: parent.width
                spacing: 6
                Chip {
                    objectName: "showMember"
                    width: (acts.width - 12) / 3
                    text: "Hold up to kiosk"
                    on: root.dock.phone.kind === "member"
                    onClicked: root.dock.show_member()
                }
                Chip {
                    objectName: "hide"
                    width: (acts.width - 12) / 3
                    text: "Put away"
                    enabled: root.dock.phone.kind !== ""
                    onClicked: root.dock.hide()
                }
                Chip {
                    objectName: "scanMember"
                    width: (acts.width - 12) / 3
                    text: "Use the scanner"
                    onClicked: root.dock.scan_member()
                }
            }

            Rectangle {
                width: parent.width
                height: 42
                radius: 12
                color: Theme.surface
                Text {
                    x: 12
                    y: 4
                    text: root.dock.clock.time
                    color: Theme.ink
                    font.pixelSize: 15
                    font.bold: true
                }
                Text {
                    objectName: "day"
                    x: 12
                    y: 23
                    text: root.dock.clock.date
                    color: Theme.soft
                    font.pixelSize: 11
                }
                Row {
                    anchors.right: parent.right
                    anchors.rightMargin: 6
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 5
                    Repeater {
                        model: [[30, "30 s later"], [3600, "An hour later"], [86400, "Tomorrow"]]
                        delegate: Chip {
                            required property var modelData
                            objectName: "lapse_" + modelData[0]
                            height: 30
                            implicitHeight: 30
                            text: modelData[1]
                            onClicked: root.dock.lapse(modelData[0])
                        }
                    }
                }
            }

            Row {
                id: tabs
                width: parent.width
                spacing: 2
                Repeater {
                    model: [["phone", "Phone"], ["network", "Network"], ["printer", "Printer"], ["camera", "Eyes"], ["machine", "Machine"]]
                    delegate: Tab {
                        required property var modelData
                        objectName: "tab_" + modelData[0]
                        width: (tabs.width - 8) / 5
                        text: modelData[1]
                        on: root.page === modelData[0]
                        alarm: root.alarms[modelData[0]]
                        onClicked: root.page = modelData[0]
                    }
                }
            }

            Rectangle {
                width: parent.width
                height: Math.max(138, pages.height + 16)
                radius: 12
                color: Theme.surface

                Item {
                    id: pages
                    x: 12
                    y: 8
                    width: parent.width - 24
                    height: childrenRect.height

                    WalletPage {
                        width: parent.width
                        visible: root.page === "phone"
                        dock: root.dock
                    }
                    NetworkPage {
                        width: parent.width
                        visible: root.page === "network"
                        dock: root.dock
                    }
                    Switches {
                        width: parent.width
                        visible: root.page === "printer"
                        dock: root.dock
                        prefix: "printer_"
                        turned: root.dock.printer
                        names: [["paper_out", "Out of paper"], ["paper_low", "Paper low"], ["cover_open", "Cover open"], ["error", "Error"], ["silent", "Says nothing"], ["stalled", "Takes nothing"], ["slow", "Slow line"], ["unplugged", "Unplugged"]]
                    }
                    Switches {
                        width: parent.width
                        visible: root.page === "camera"
                        dock: root.dock
                        turned: root.eyes
                        names: [["camera_unplugged", "Camera unplugged"], ["camera_covered", "Camera covered"], ["camera_frozen", "Camera frozen"], ["scanner_unplugged", "Scanner unplugged"]]
                        note: root.dock.scanner.note || "The kiosk notices black pictures after ten seconds, a frozen one after five, and goes on with what still sees."
                    }
                    Switches {
                        width: parent.width
                        visible: root.page === "machine"
                        dock: root.dock
                        turned: root.dock.devices
                        names: [["clock_wrong", "Clock wrong"], ["disk_full", "Disk full"], ["hot", "Too hot"], ["undervolted", "Weak power supply"], ["no_wifi", "No Wi-Fi"]]
                        note: root.dock.clock.wrong !== "" ? "The kiosk’s own clock says " + root.dock.clock.wrong + "; it goes by the server’s." : "With a full disk the kiosk earns nothing that it could not keep."
                    }
                }
            }

            Text {
                objectName: "trouble"
                width: parent.width
                visible: text !== ""
                text: root.dock.trouble
                color: Theme.bad
                font.pixelSize: 13
                wrapMode: Text.Wrap
            }
        }
    }

    readonly property var eyes: ({
            camera_unplugged: dock.devices.camera_unplugged,
            camera_covered: dock.devices.camera_covered,
            camera_frozen: dock.devices.camera_frozen,
            scanner_unplugged: !dock.scanner.plugged
        })
    readonly property var alarms: ({
            phone: dock.phone.frozen,
            network: dock.network.mode !== "ok",
            printer: !dock.printer.fine,
            camera: eyes.camera_unplugged || eyes.camera_covered || eyes.camera_frozen || eyes.scanner_unplugged,
            machine: dock.devices.clock_wrong || dock.devices.disk_full || dock.devices.hot || dock.devices.undervolted || dock.devices.no_wifi
        })

    Rectangle {
        id: closely
        objectName: "closely"
        anchors.fill: parent
        visible: root.enlarged > 0
        color: "#e61d1916"

        Flickable {
            id: paper
            anchors.fill: parent
            anchors.margins: 16
            contentHeight: Math.max(height, large.height)
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            Image {
                id: large
                anchors.centerIn: parent
                width: Math.min(paper.width, 420)
                sourceSize.width: width
                fillMode: Image.PreserveAspectFit
                cache: false
                source: root.enlarged > 0 ? "image://tray/" + root.enlarged : ""
            }
            TapHandler {
                onTapped: root.enlarged = 0
            }
        }
        Chip {
            objectName: "takeSheet_0"
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 14
            anchors.horizontalCenter: parent.horizontalCenter
            text: "Throw this paper away"
            onClicked: {
                const number = root.enlarged;
                root.enlarged = 0;
                root.dock.take_sheet(number);
            }
        }
    }
}
