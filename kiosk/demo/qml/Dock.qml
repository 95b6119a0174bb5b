pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import KioskDock
import "../../ui/qml/theme"

// Everything around the kiosk: the phone, the devices, the network, the shop.
Rectangle {
    id: root

    required property DockBridge dock
    required property var accents
    required property string staffPin
    property int enlarged: 0

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
        contentHeight: all.height + 24
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar {
            policy: flick.contentHeight > flick.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            width: 10
        }

        Column {
            id: all
            x: 12
            y: 12
            width: flick.width - 26
            spacing: 10

            Section {
                width: parent.width
                title: "Shop"
                status: "staff PIN of the demo: " + root.staffPin

                Row {
                    id: presets
                    width: parent.width
                    spacing: 6
                    Repeater {
                        model: [["standard", "Standard"], ["balanced", "Balanced"], ["strict", "Strict"]]
                        delegate: Chip {
                            required property var modelData
                            objectName: "preset_" + modelData[0]
                            width: (presets.width - 12) / 3
                            text: modelData[1]
                            on: root.dock.preset === modelData[0]
                            onClicked: root.dock.set_preset(modelData[0])
                        }
                    }
                }
                Text {
                    width: parent.width
                    text: root.dock.preset === "strict" ? "A PIN for everything; QR codes change every 30 s; no typing." : root.dock.preset === "balanced" ? "Stamps come freely; redeeming asks for a PIN." : "No PINs; QR codes are good for a day."
                    color: Theme.soft
                    font.pixelSize: 12
                    wrapMode: Text.Wrap
                }
            }

            PhoneCard {
                width: parent.width
                dock: root.dock
            }

            PrinterCard {
                width: parent.width
                dock: root.dock
                onEnlarged: number => root.enlarged = number
            }

            Section {
                id: network
                readonly property var words: ({
                        ok: "Everything arrives.",
                        off: "The shop's server refuses every connection.",
                        slow: "Every answer comes 2 s late.",
                        errors: "The server answers 503 to everything.",
                        lost: "Whatever changes something is done, but its answer is lost.",
                        portal: "A hotspot's login page answers in the server's place.",
                        limit: "429 to everything, with “try again in 3 s”."
                    })
                width: parent.width
                title: "Network"
                status: root.dock.network.online ? (root.dock.network.mode === "ok" ? "fine" : "disturbed") : "off"
                alarm: root.dock.network.mode !== "ok"

                Flow {
                    width: parent.width
                    spacing: 6
                    Repeater {
                        model: [["ok", "OK"], ["off", "Off"], ["slow", "Slow"], ["errors", "Errors"], ["lost", "Lost answers"], ["portal", "Captive portal"], ["limit", "Rate limit"]]
                        delegate: Chip {
                            required property var modelData
                            objectName: "network_" + modelData[0]
                            text: modelData[1]
                            on: root.dock.network.mode === modelData[0]
                            onClicked: root.dock.set_network(modelData[0])
                        }
                    }
                }
                Text {
                    width: parent.width
                    text: network.words[root.dock.network.mode]
                    color: Theme.soft
                    font.pixelSize: 12
                    wrapMode: Text.Wrap
                }
            }

            Section {
                width: parent.width
                title: "Scanner"
                status: root.dock.scanner.plugged ? "ready" : "unplugged"
                alarm: !root.dock.scanner.plugged

                Row {
                    width: parent.width
                    spacing: 8
                    Chip {
                        objectName: "scanMember"
                        text: "Scan " + root.dock.phone.name + "’s code"
                        onClicked: root.dock.scan_member()
                    }
                    Toggle {
                        objectName: "scanner_unplugged"
                        width: 130
                        height: 34
                        text: "Unplugged"
                        on: !root.dock.scanner.plugged
                        onAsked: wish => root.dock.plug_scanner(!wish)
                    }
                }
                Text {
                    width: parent.width
                    text: root.dock.scanner.note || "Types a code into the serial port that the kiosk listens to."
                    color: Theme.soft
                    font.pixelSize: 12
                    wrapMode: Text.Wrap
                }
            }

            Section {
                width: parent.width
                title: "The shop’s clock"
                status: root.dock.clock.date + "  " + root.dock.clock.time

                Row {
                    spacing: 6
                    Repeater {
                        model: [[30, "+30 s"], [120, "+2 min"], [86400, "+24 h"]]
                        delegate: Chip {
                            required property var modelData
                            objectName: "advance_" + modelData[0]
                            text: modelData[1]
                            onClicked: root.dock.advance(modelData[0])
                        }
                    }
                }
                Text {
                    width: parent.width
                    text: "It is " + root.dock.clock.ahead + ". PINs, QR codes and rate limits age by it; the kiosk’s own clock is not touched. To see an old code, take a screenshot first."
                    color: Theme.soft
                    font.pixelSize: 12
                    wrapMode: Text.Wrap
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
                source: root.enlarged > 0 ? "image://tray/" + root.enlarged : ""
            }
            TapHandler {
                onTapped: root.enlarged = 0
            }
        }
    }
}
