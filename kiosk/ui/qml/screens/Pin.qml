pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    sideWidth: Theme.portrait ? 0 : width * 0.47
    // large text needs its room from the pad, whose keys stay large enough
    readonly property real padShare: Theme.textScale >= 1.5 ? 0.44 : 0.5

    KKeypad {
        id: pad
        anchors.right: parent.right
        y: Theme.portrait ? screen.roomHeight * (1 - screen.padShare) : 0
        width: Theme.portrait ? parent.width : screen.sideWidth
        height: Theme.portrait ? screen.roomHeight * screen.padShare - Theme.margin : parent.height
        canType: screen.body.can_type === true
        canConfirm: screen.body.can_confirm === true
        eraseLabel: screen.body.erase_label || ""
        confirmLabel: screen.body.confirm_label || ""
    }
    Item {
        anchors.left: parent.left
        y: screen.headroom
        width: Theme.portrait ? parent.width : parent.width - screen.sideWidth - Theme.margin
        height: (Theme.portrait ? pad.y - Theme.margin : screen.roomHeight - Theme.gap) - y

        Words {
            id: words
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            height: parent.height - dots.height - Theme.gap
            align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            lines: [
                {
                    text: screen.body.headline,
                    role: "headline"
                },
                {
                    text: screen.body.message,
                    role: "body"
                },
                {
                    text: screen.body.tries_text,
                    role: "body",
                    color: Theme.accent
                }
            ]
        }
        Row {
            id: dots
            objectName: "dots"
            readonly property int most: Math.max(1, screen.body.most || 4)
            readonly property real dot: Math.min(Theme.base * 1.25, (parent.width - (most - 1) * spacing) / most, parent.height * 0.2)
            LayoutMirroring.enabled: false
            anchors.bottom: parent.bottom
            x: Theme.portrait ? (parent.width - width) / 2 : Face.rtl ? parent.width - width : 0
            spacing: Theme.gap

            Repeater {
                model: dots.most

                Rectangle {
                    id: place
                    required property int index
                    readonly property bool isIn: index < (screen.body.entered || 0)
                    width: dots.dot
                    height: dots.dot
                    radius: width * 0.28
                    color: Theme.surface
                    border.width: isIn ? Theme.line * 2 : Theme.line
                    border.color: isIn ? Theme.accent : Theme.edge

                    Rectangle {
                        visible: place.isIn
                        anchors.centerIn: parent
                        width: parent.width * 0.46
                        height: width
                        radius: width / 2
                        color: Theme.accent
                    }
                }
            }
        }
    }
}
