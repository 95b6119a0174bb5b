import QtQuick
import "../theme"

// One thing said: a drawing on the house's seal, a headline, a detail.
Item {
    id: statement

    property string picture: ""
    property string headline: ""
    property string detail: ""
    property string code: ""
    property var facts: []
    property color colour: Theme.accent
    property color ink: Theme.accentInk
    readonly property bool upright: Theme.portrait
    readonly property real side: upright ? Math.min(width * 0.66, height * 0.46) : Math.min(width * 0.38, height * 0.94)

    Seal {
        id: seal
        anchors.left: statement.upright ? undefined : parent.left
        anchors.horizontalCenter: statement.upright ? parent.horizontalCenter : undefined
        y: statement.upright ? parent.height * 0.05 : (parent.height - height) / 2
        width: statement.side
        height: statement.side
        scallops: 26
        ringWidth: 1.2
        fill: statement.colour
        ink: statement.ink

        KIcon {
            anchors.centerIn: parent
            width: parent.width * 0.5
            height: width
            name: statement.picture
            color: statement.ink
            stroke: 6
        }
        NumberAnimation on scale {
            from: Theme.motion ? 0.85 : 1
            to: 1
            duration: Theme.slow
            easing.type: Easing.OutBack
        }
    }
    Words {
        anchors.left: statement.upright ? parent.left : seal.right
        anchors.leftMargin: statement.upright ? 0 : Theme.margin * 1.6
        anchors.right: parent.right
        anchors.top: statement.upright ? seal.bottom : parent.top
        anchors.topMargin: statement.upright ? Theme.margin : 0
        anchors.bottom: parent.bottom
        rest: statement.upright ? 0.3 : 0.5
        align: statement.upright ? Text.AlignHCenter : Text.AlignLeft
        lift: statement.upright ? 1.8 : 1.6
        lines: [
            {
                text: statement.headline,
                role: "title"
            },
        ].concat(statement.facts.map(fact => ({
                    text: fact,
                    role: "body",
                    bold: true
                }))).concat([
            {
                text: statement.detail,
                role: "body",
                color: Theme.soft
            },
            {
                text: statement.code ? "\u2068" + statement.code + "\u2069" : "",
                role: "fine"
            }
        ])
    }
}
