import QtQuick
import "../theme"
import "../controls"

// The first set-up: what is to be done, or what is wrong, beside what the camera sees.
Page {
    id: screen

    readonly property bool seeing: body.camera === true && body.settled !== true
    readonly property bool faulty: (body.facts || []).length > 0
    readonly property real share: faulty ? 0.4 : Theme.portrait ? 0.55 : 0.52

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
            height: screen.faulty ? parent.height * 0.44 : parent.height
            lines: [
                {
                    text: screen.body.headline || "",
                    role: screen.faulty ? "headline" : "title"
                },
                {
                    text: screen.body.hint || "",
                    role: "body",
                    color: Theme.soft
                }
            ]
        }
        FactList {
            visible: screen.faulty
            facts: screen.body.facts || []
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            height: parent.height * 0.56 - Theme.gap
        }
    }
    Item {
        anchors.right: parent.right
        anchors.top: Theme.portrait ? words.bottom : parent.top
        anchors.topMargin: Theme.portrait ? Theme.margin : 0
        width: Theme.portrait ? parent.width : parent.width * screen.share
        height: Theme.portrait ? screen.roomHeight * screen.share : screen.roomHeight

        AimFrame {
            visible: screen.seeing
            frozen: Face.view.freeze_preview === true
            hint: Face.view.hint || null
            anchors.fill: parent
        }
        ScanArt {
            visible: !screen.seeing && screen.body.settled !== true && screen.body.scanner === true
            anchors.fill: parent
        }
        Rectangle {
            visible: !screen.seeing && (screen.body.settled === true || screen.body.scanner !== true)
            anchors.fill: parent
            radius: Theme.radius * 1.5
            color: Theme.tint
            border.width: Theme.line
            border.color: Theme.edge

            KIcon {
                name: screen.body.picture || ""
                color: screen.body.settled === true ? Theme.good : Theme.accent
                anchors.centerIn: parent
                height: Math.min(parent.height, parent.width) * 0.5
                width: height
                stroke: 4
            }
        }
    }
}
