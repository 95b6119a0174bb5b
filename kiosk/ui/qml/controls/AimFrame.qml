pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../theme"

// The camera's picture with corners to aim at; frozen, it holds still and a light frame flashes once.
Item {
    id: aim

    property bool frozen: false
    property bool corners: true
    // the phone that shows how it is done: 0 below the frame, 1 in the middle of it
    property real guest: 0
    property bool read: false
    // what would help the camera: {picture, text}
    property var hint: null
    readonly property real arm: Math.min(width, height) * 0.13
    readonly property real thick: Math.max(5, Math.min(width, height) * 0.018)
    // so much that a hint has room below the corners
    readonly property real inset: Math.min(width, height) * 0.19

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius * 1.5
        color: Theme.well
    }
    PhoneArt {
        visible: film.preview?.showing !== true
        anchors.centerIn: parent
        height: Math.min(parent.height * 0.6, parent.width * 0.9)
        width: height * 0.56
    }
    Item {
        id: film
        property Preview preview: null
        anchors.fill: parent
        Component.onCompleted: preview = Face.attic.lendPreview(film)
        Component.onDestruction: Face.attic.takePreview(preview)
    }
    Item {
        anchors.fill: parent
        anchors.bottomMargin: Theme.line
        clip: true
        visible: aim.guest > 0 && film.preview?.showing === true

        PhoneArt {
            id: visitor
            anchors.horizontalCenter: parent.horizontalCenter
            height: (Math.min(aim.width, aim.height) - 2 * aim.inset) * 0.82
            width: height * 0.56
            y: aim.height + (aim.height / 2 - height / 2 - aim.height) * aim.guest
        }
        ReadMark {
            visible: aim.read
            width: visitor.width * 0.62
            anchors.horizontalCenter: visitor.horizontalCenter
            anchors.verticalCenter: visitor.verticalCenter
        }
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.radius * 1.5
        color: "transparent"
        border.width: aim.frozen ? Theme.ring * 1.6 : Theme.line
        border.color: aim.frozen ? Theme.accent : Theme.edge
    }

    Repeater {
        model: aim.corners ? 4 : 0

        Item {
            id: corner
            required property int index
            readonly property real side: Math.min(aim.width, aim.height) - 2 * aim.inset
            width: aim.arm
            height: aim.arm
            x: aim.width / 2 + (index % 2 ? side / 2 - width : -side / 2)
            y: aim.height / 2 + (index > 1 ? side / 2 - height : -side / 2)
            rotation: [0, 90, 270, 180][index]

            // dark under light: to be seen before any picture
            Rectangle {
                x: -2
                y: -2
                width: aim.arm + 4
                height: aim.thick + 4
                radius: height / 2
                color: "#000000"
            }
            Rectangle {
                x: -2
                y: -2
                width: aim.thick + 4
                height: aim.arm + 4
                radius: width / 2
                color: "#000000"
            }
            Rectangle {
                width: aim.arm
                height: aim.thick
                radius: height / 2
                color: "#ffffff"
            }
            Rectangle {
                width: aim.thick
                height: aim.arm
                radius: width / 2
                color: "#ffffff"
            }
        }
    }
    HintStrip {
        hint: aim.frozen ? null : aim.hint
        anchors.horizontalCenter: parent.horizontalCenter
        // below the corners, as far as the words have room there
        readonly property real below: (parent.height - Math.min(parent.width, parent.height)) / 2 + aim.inset - aim.thick - edge
        readonly property real edge: Theme.line * 2
        height: Math.min(parent.height * 0.42, Math.max(Math.min(below, Theme.base * 2.4), Theme.base * 1.8))
        width: parent.width - 2 * edge
        y: parent.height - height - edge
    }
}
