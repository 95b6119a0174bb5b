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
        ScanArt {
            id: art
            visible: !screen.seeing && screen.body.scanner === true
            anchors.fill: parent
        }
        Rectangle {
            visible: !screen.seeing && screen.body.scanner !== true
            anchors.fill: parent
            radius: Theme.radius * 1.5
            color: Theme.tint
            border.width: Theme.line
            border.color: Theme.edge

            KIcon {
                name: "closed"
                color: Theme.accent
                anchors.centerIn: parent
                height: parent.height * 0.5
                width: height
            }
        }
    }

    // The invitation: a phone comes up into the frame, is read, and leaves it to the camera's picture
    // for a while (nothing moves more than 5 s). Whoever is told how to hold theirs sees no other one.
    SequentialAnimation {
        objectName: "invitation"
        running: Theme.motion && screen.seeing && screen.body.dimmed !== true && !Face.view.hint
        loops: Animation.Infinite
        onStopped: {
            frame.guest = 0;
            frame.read = false;
        }

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
            duration: 700
        }
        PropertyAction {
            target: frame
            property: "read"
            value: true
        }
        PauseAnimation {
            duration: 1300
        }
        NumberAnimation {
            target: frame
            property: "guest"
            to: 0
            duration: 500
            easing.type: Easing.InCubic
        }
        PropertyAction {
            target: frame
            property: "read"
            value: false
        }
        PauseAnimation {
            duration: 7000
        }
    }
    // The same under a scanner, where there is no other picture to leave the place to: the phone stays in the
    // light, goes, comes back, and is read.
    SequentialAnimation {
        objectName: "invitation"
        running: Theme.motion && art.visible && screen.body.dimmed !== true
        loops: Animation.Infinite
        onStopped: {
            art.guest = 1;
            art.read = false;
        }

        PauseAnimation {
            duration: 7000
        }
        NumberAnimation {
            target: art
            property: "guest"
            from: 1
            to: 0
            duration: 500
            easing.type: Easing.InCubic
        }
        PauseAnimation {
            duration: 500
        }
        NumberAnimation {
            target: art
            property: "guest"
            to: 1
            duration: 700
            easing.type: Easing.OutCubic
        }
        PauseAnimation {
            duration: 600
        }
        PropertyAction {
            target: art
            property: "read"
            value: true
        }
        PauseAnimation {
            duration: 1500
        }
        PropertyAction {
            target: art
            property: "read"
            value: false
        }
    }
}
