import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    readonly property bool seeing: body.camera === true
    readonly property var notices: body.notices || []
    readonly property real share: Theme.portrait ? 0.5 : 0.52

    Item {
        id: words
        anchors.left: parent.left
        anchors.top: parent.top
        width: Theme.portrait ? parent.width : parent.width * (1 - screen.share) - Theme.margin
        height: Theme.portrait ? screen.roomHeight * (1 - screen.share) - Theme.margin : screen.roomHeight

        Words {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: notice.top
            anchors.bottomMargin: notice.visible ? Theme.gap : 0
            align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            lines: [
                {
                    text: screen.body.headline,
                    role: "number"
                },
                {
                    text: screen.body.hint,
                    role: "body",
                    color: Theme.soft
                }
            ]
        }
        Rectangle {
            id: notice
            visible: screen.notices.length > 0
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            height: visible ? Math.min(parent.height * 0.36, screen.notices.length * Theme.fine * 3.2 + 2 * Theme.gap) : 0
            radius: Theme.radius
            color: Theme.tint
            border.width: Theme.line
            border.color: Theme.edge

            KIcon {
                id: sign
                name: "unavailable"
                width: Math.min(parent.height * 0.5, Theme.base * 1.2)
                height: width
                anchors.left: parent.left
                anchors.leftMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
            }
            Words {
                anchors.left: sign.right
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.bottom: parent.bottom
                anchors.margins: Theme.gap
                lines: screen.notices.map(text => ({
                            text: text,
                            role: "fine",
                            color: Theme.ink
                        }))
            }
        }
    }
    Item {
        id: picture
        anchors.right: parent.right
        anchors.top: Theme.portrait ? words.bottom : parent.top
        anchors.topMargin: Theme.portrait ? Theme.margin : 0
        width: Theme.portrait ? parent.width : parent.width * screen.share
        height: Theme.portrait ? screen.roomHeight * screen.share : screen.roomHeight

        AimFrame {
            id: frame
            visible: screen.seeing
            anchors.fill: parent
        }
        Rectangle {
            visible: !screen.seeing
            anchors.fill: parent
            radius: Theme.radius * 1.5
            color: Theme.tint
            border.width: Theme.line
            border.color: Theme.edge

            KIcon {
                visible: screen.body.scanner === true
                name: "scanner"
                color: Theme.accent
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.top: parent.top
                anchors.topMargin: parent.height * 0.1
                height: parent.height * 0.36
                width: height
            }
            PhoneArt {
                visible: screen.body.scanner === true
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.bottom: parent.bottom
                anchors.bottomMargin: parent.height * 0.07
                height: parent.height * 0.42
                width: height * 0.56
            }
            KIcon {
                visible: screen.body.scanner !== true
                name: "closed"
                color: Theme.accent
                anchors.centerIn: parent
                height: parent.height * 0.5
                width: height
            }
        }

        // The invitation: a phone comes up to the frame three times, then rests (nothing moves more than 5 s).
        Item {
            anchors.fill: parent
            clip: true
            PhoneArt {
                id: guest
                visible: Theme.motion && screen.seeing && screen.body.dimmed !== true
                height: Math.min(picture.height * 0.3, picture.width * 0.4)
                width: height * 0.56
                x: (LayoutMirroring.enabled ? 1 : 0) * (picture.width - width - 2 * Theme.margin) + Theme.margin
                property real lift: 0
                y: picture.height - height * (0.5 + 0.62 * lift)

                SequentialAnimation {
                    running: Theme.motion && guest.visible
                    loops: Animation.Infinite
                    SequentialAnimation {
                        loops: 3
                        NumberAnimation {
                            target: guest
                            property: "lift"
                            from: 0
                            to: 1
                            duration: 600
                            easing.type: Easing.OutCubic
                        }
                        PauseAnimation {
                            duration: 350
                        }
                        NumberAnimation {
                            target: guest
                            property: "lift"
                            to: 0
                            duration: 450
                            easing.type: Easing.InOutQuad
                        }
                    }
                    PauseAnimation {
                        duration: 9000
                    }
                }
            }
        }
    }
}
