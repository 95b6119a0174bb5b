import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    readonly property bool seeing: body.camera === true
    readonly property var notices: body.notices || []
    readonly property real share: Theme.portrait ? 0.6 : 0.54

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
            lift: Theme.portrait ? 2.2 : 1.5
            lines: [
                {
                    text: screen.body.headline,
                    role: "title"
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
            hint: Face.view.hint || null
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
    }

    // The invitation: a phone comes up into the frame, is held there, and leaves it to the camera's picture
    // for a while (nothing moves more than 5 s). Whoever is told how to hold theirs sees no other one.
    SequentialAnimation {
        running: Theme.motion && screen.seeing && screen.body.dimmed !== true && !Face.view.hint
        loops: Animation.Infinite
        onStopped: frame.guest = 0

        PauseAnimation {
            duration: 2500
        }
        NumberAnimation {
            target: frame
            property: "guest"
            from: 0
            to: 1
            duration: 700
            easing.type: Easing.OutCubic
        }
        PauseAnimation {
            duration: 1600
        }
        NumberAnimation {
            target: frame
            property: "guest"
            to: 0
            duration: 500
            easing.type: Easing.InCubic
        }
        PauseAnimation {
            duration: 7000
        }
    }
}
