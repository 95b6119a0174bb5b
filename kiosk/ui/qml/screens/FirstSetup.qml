import QtQuick
import "../theme"
import "../controls"

// The first set-up: what is to be done, or what is wrong, beside what the camera sees.
Page {
    id: screen

    readonly property bool seeing: body.camera === true && body.settled !== true
    readonly property bool faulty: (body.facts || []).length > 0
    readonly property real share: faulty ? 0.36 : Theme.portrait ? 0.55 : 0.52

    Item {
        id: words
        anchors.left: parent.left
        anchors.top: parent.top
        width: Theme.portrait ? parent.width : parent.width * (1 - screen.share) - Theme.margin
        height: Theme.portrait ? screen.roomHeight * (1 - screen.share) - Theme.margin : screen.roomHeight

        Words {
            anchors.fill: parent
            lines: [
                {
                    text: screen.body.headline || "",
                    role: screen.faulty ? "headline" : "title"
                }
            ].concat((screen.body.facts || []).map(fact => ({
                        // a key is written from the left in any language
                        text: "• \u2066" + fact.name + "\u2069: " + fact.words.join(" "),
                        role: "body"
                    })), [
                {
                    text: screen.body.hint || "",
                    role: screen.faulty ? "fine" : "body",
                    color: Theme.soft
                }
            ])
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
