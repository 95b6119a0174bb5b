pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../../ui/qml/theme"

// A phone with the shop's app: the card, the code with the time that it lasts, messages. What it shows to the
// kiosk's camera is what is drawn here. A touch of the glass holds it up, or puts it away.
Rectangle {
    id: phone

    property var shown: ({})
    readonly property bool up: shown.kind !== ""
    readonly property bool calling: shown.pin !== ""

    signal touched

    implicitWidth: 198
    implicitHeight: 350
    radius: 30
    color: "#14110f"
    border.width: 2
    border.color: up ? Theme.accent : "#4a423c"

    Rectangle {
        id: glass
        anchors.fill: parent
        anchors.margins: 8
        radius: 23
        color: "#faf6f0"
        clip: true

        // the system's own line
        Text {
            x: 16
            y: 8
            text: phone.shown.time
            color: "#2a1f17"
            font.pixelSize: 11
            font.bold: true
        }
        Row {
            anchors.right: parent.right
            anchors.rightMargin: 14
            y: 11
            spacing: 2
            Repeater {
                model: 4
                delegate: Rectangle {
                    required property int index
                    anchors.bottom: parent?.bottom
                    width: 3
                    height: 3 + 2 * index
                    radius: 1
                    color: "#2a1f17"
                }
            }
            Rectangle {
                width: 18
                height: 9
                radius: 3
                color: "transparent"
                border.width: 1
                border.color: "#2a1f17"
                Rectangle {
                    x: 2
                    y: 2
                    width: 11
                    height: 5
                    radius: 1
                    color: "#2a1f17"
                }
            }
        }

        Text {
            id: owner
            x: 14
            y: 28
            width: parent.width - 28
            text: phone.shown.kind === "coupon" || phone.shown.kind === "text" ? phone.shown.title : "Hello " + phone.shown.name
            color: "#2a1f17"
            font.pixelSize: 16
            font.bold: true
            elide: Text.ElideRight
        }

        // the card, whole in the pocket and folded while the code is shown
        Rectangle {
            id: card
            x: 12
            y: 52
            width: parent.width - 24
            height: phone.up ? 62 : 128
            radius: 14
            color: Theme.accent
            clip: true
            Behavior on height {
                NumberAnimation {
                    duration: Theme.quick
                    easing.type: Easing.OutCubic
                }
            }

            Text {
                x: 12
                y: 8
                text: phone.shown.shop
                color: Theme.accentInk
                font.pixelSize: 13
                font.bold: true
            }
            Text {
                objectName: "phoneBalance"
                anchors.right: parent.right
                anchors.rightMargin: 12
                y: 9
                text: phone.shown.points + " points"
                color: Theme.accentInk
                font.pixelSize: 12
            }
            Grid {
                visible: !phone.up
                x: 12
                y: 34
                columns: 5
                spacing: 6
                Repeater {
                    model: phone.shown.of
                    delegate: Rectangle {
                        id: place
                        required property int index
                        readonly property bool full: index < phone.shown.stamps
                        width: 22
                        height: 22
                        radius: 11
                        color: full ? Theme.accentInk : "transparent"
                        border.width: 2
                        border.color: Qt.alpha(Theme.accentInk, full ? 1 : 0.55)
                        Text {
                            anchors.centerIn: parent
                            visible: place.full
                            text: "✓"
                            color: Theme.accent
                            font.pixelSize: 13
                            font.bold: true
                        }
                    }
                }
            }
            Row {
                visible: phone.up
                x: 12
                y: 36
                spacing: 4
                Repeater {
                    model: phone.shown.of
                    delegate: Rectangle {
                        required property int index
                        width: 9
                        height: 9
                        radius: 5
                        color: index < phone.shown.stamps ? Theme.accentInk : "transparent"
                        border.width: 1
                        border.color: Theme.accentInk
                    }
                }
            }
            Text {
                visible: !phone.up
                x: 12
                y: 104
                text: phone.shown.stamps + " of " + phone.shown.of + " stamps"
                color: Theme.accentInk
                font.pixelSize: 12
            }
        }

        // the code
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 122
            width: 164
            height: 164
            radius: 14
            color: "white"
            visible: phone.up
            QrItem {
                objectName: "phoneCode"
                anchors.centerIn: parent
                width: 156
                height: 156
                text: phone.up ? phone.shown.text : ""
            }
        }
        Text {
            visible: phone.up
            y: 292
            x: 8
            width: parent.width - 16
            text: phone.shown.kind === "coupon" ? "Show this to our staff" : phone.shown.kind === "text" ? "Any code" : phone.shown.frozen ? "A screenshot: grows old" : phone.shown.rotates ? "A new code in " + phone.shown.renews + " s" : "Good for a day"
            color: phone.shown.frozen ? Theme.bad : "#5d4e42"
            font.pixelSize: 12
            horizontalAlignment: Text.AlignHCenter
            elide: Text.ElideRight
        }
        Rectangle {
            objectName: "phoneCountdown"
            readonly property real part: phone.shown.lasts > 0 ? phone.shown.renews / phone.shown.lasts : 0
            visible: phone.up && phone.shown.kind === "member" && phone.shown.rotates && !phone.shown.frozen
            anchors.horizontalCenter: parent.horizontalCenter
            y: 312
            width: 140
            height: 5
            radius: 3
            color: "#e6dacb"
            Rectangle {
                width: parent.width * parent.part
                height: parent.height
                radius: 3
                color: Theme.accent
                Behavior on width {
                    NumberAnimation {
                        duration: 300
                    }
                }
            }
        }

        // what the app offers while the phone is in the pocket
        Column {
            visible: !phone.up
            x: 12
            y: 194
            width: parent.width - 24
            spacing: 8
            Rectangle {
                width: parent.width
                height: 44
                radius: 22
                color: "#2a1f17"
                Text {
                    anchors.centerIn: parent
                    text: "Show my code"
                    color: "white"
                    font.pixelSize: 14
                    font.bold: true
                }
            }
            Text {
                width: parent.width
                text: "Hold it up to the kiosk at the door and collect a stamp."
                color: "#5d4e42"
                font.pixelSize: 12
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
            }
        }
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            width: 66
            height: 4
            radius: 2
            color: "#2a1f17"
        }

        MouseArea {
            anchors.fill: parent
            cursorShape: Qt.PointingHandCursor
            Accessible.role: Accessible.Button
            Accessible.name: phone.up ? "Put the phone away" : "Hold the phone up to the kiosk"
            onClicked: phone.touched()
        }

        // a message comes from above, and stays while it is of use
        Rectangle {
            objectName: "phonePin"
            visible: y > -height
            x: 6
            y: phone.calling ? 24 : -height
            width: parent.width - 12
            height: 76
            radius: 16
            color: "#f7fbfb"
            border.width: 1
            border.color: "#33000000"
            Behavior on y {
                NumberAnimation {
                    duration: Theme.slow
                    easing.type: Easing.OutBack
                }
            }
            Rectangle {
                id: badge
                x: 10
                y: 9
                width: 16
                height: 16
                radius: 4
                color: Theme.accent
                Text {
                    anchors.centerIn: parent
                    text: (phone.shown.shop || " ").charAt(0)
                    color: Theme.accentInk
                    font.pixelSize: 11
                    font.bold: true
                }
            }
            Text {
                anchors.left: badge.right
                anchors.leftMargin: 6
                anchors.verticalCenter: badge.verticalCenter
                text: phone.shown.shop + " · now"
                color: "#4d4d4d"
                font.pixelSize: 11
            }
            Text {
                x: 10
                y: 27
                text: "Your verification PIN"
                color: "#1c1c1c"
                font.pixelSize: 12
            }
            Text {
                x: 10
                y: 40
                text: phone.shown.pin
                color: "#1c1c1c"
                font.pixelSize: 25
                font.bold: true
                font.letterSpacing: 5
            }
        }
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 15
        width: 46
        height: 12
        radius: 6
        color: "#14110f"
    }
}
