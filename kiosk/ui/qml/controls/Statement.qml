import QtQuick
import "../theme"

// One thing said: a drawing in a disc, a headline, a detail.
Item {
    id: statement

    property string picture: ""
    property string headline: ""
    property string detail: ""
    property string code: ""
    property color colour: Theme.accent

    Rectangle {
        id: disc
        readonly property real side: Theme.portrait ? Math.min(parent.width * 0.52, parent.height * 0.36) : Math.min(parent.width * 0.3, parent.height * 0.7)
        anchors.left: Theme.portrait ? undefined : parent.left
        anchors.horizontalCenter: Theme.portrait ? parent.horizontalCenter : undefined
        y: Theme.portrait ? parent.height * 0.06 : (parent.height - height) / 2
        width: side
        height: side
        radius: side / 2
        color: Theme.tint
        border.width: Theme.line * 2
        border.color: statement.colour

        KIcon {
            anchors.centerIn: parent
            width: parent.width * 0.58
            height: width
            name: statement.picture
            color: statement.colour
            stroke: 5.5
        }
        NumberAnimation on scale {
            from: Theme.motion ? 0.8 : 1
            to: 1
            duration: Theme.slow
            easing.type: Easing.OutBack
        }
    }
    Words {
        anchors.left: Theme.portrait ? parent.left : disc.right
        anchors.leftMargin: Theme.portrait ? 0 : Theme.margin * 1.4
        anchors.right: parent.right
        anchors.top: Theme.portrait ? disc.bottom : parent.top
        anchors.topMargin: Theme.portrait ? Theme.margin : 0
        anchors.bottom: parent.bottom
        rest: Theme.portrait ? 0.2 : 0.5
        align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
        lines: [
            {
                text: statement.headline,
                role: "headline"
            },
            {
                text: statement.detail,
                role: "body",
                color: Theme.soft
            },
            {
                text: statement.code ? "\u2068" + statement.code + "\u2069" : "",
                role: "fine"
            }
        ]
    }
}
