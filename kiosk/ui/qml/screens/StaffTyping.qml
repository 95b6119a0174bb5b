import QtQuick
import "../theme"
import "../controls"

// Words are typed: an e-mail, a name. On a low screen what is asked for or wrong stands in the field itself.
Page {
    id: screen

    readonly property real spare: roomHeight - board.height - 3 * Theme.gap
    readonly property bool roomy: spare > 2.1 * Theme.base

    Words {
        visible: screen.roomy
        width: parent.width
        height: Math.max(0, field.y - Theme.gap)
        align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
        lines: [
            {
                text: screen.body.headline,
                role: "headline"
            },
            {
                text: screen.body.message || screen.body.hint,
                role: "body",
                color: screen.body.message ? Theme.accent : Theme.ink
            }
        ]
    }
    Rectangle {
        id: field
        width: parent.width
        height: screen.roomy ? Math.min(Theme.base * 1.7, screen.spare * 0.42) : screen.roomHeight - board.height - Theme.gap * 0.4
        anchors.bottom: board.top
        anchors.bottomMargin: screen.roomy ? Theme.gap : Theme.gap * 0.4
        radius: Theme.radius * 0.6
        color: Theme.surface
        border.width: Theme.line * 1.5
        border.color: Theme.accent

        readonly property string typed: screen.body.typed || ""
        readonly property string wrong: screen.roomy ? "" : screen.body.message || ""
        readonly property bool asking: !screen.roomy && !typed && !wrong

        FitText {
            objectName: "typed"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.leftMargin: Theme.gap
            anchors.rightMargin: Theme.gap
            height: field.wrong ? parent.height * 0.54 : parent.height
            // an e-mail is written from left to right wherever it stands
            text: (screen.body.keyboard === "email" ? "\u2066" : "\u2068") + field.typed + "\u2069"
            color: Theme.ink
            size: Math.min(Theme.base * 1.1, height * 0.66)
            wrapMode: Text.WrapAnywhere
            font.bold: true
            // (mirrored on a mirrored page)
            horizontalAlignment: Face.rtl && screen.body.keyboard === "email" ? Text.AlignRight : Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
        }
        FitText {
            visible: text !== ""
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            // what hangs below the line must not run into the frame
            anchors.bottomMargin: field.asking ? 0 : parent.height * 0.12
            anchors.leftMargin: Theme.gap
            anchors.rightMargin: Theme.gap
            height: field.asking ? parent.height : parent.height * 0.36
            text: field.asking ? screen.body.hint || "" : field.wrong
            color: field.asking ? Theme.soft : Theme.accent
            size: Math.min(Theme.fine, height * (field.asking ? 0.6 : 0.9))
            verticalAlignment: Text.AlignVCenter
        }
    }
    Keyboard {
        id: board
        anchors.bottom: parent.bottom
        anchors.bottomMargin: screen.footer
        width: parent.width
        height: Math.max(leastHeight, Math.min(screen.roomHeight * 0.62, width * 0.42))
        kind: screen.body.keyboard || "email"
        typed: screen.body.typed || ""
        endings: screen.body.endings || []
        eraseLabel: screen.body.erase_label || ""
        spaceLabel: screen.body.space_label || ""
    }
}
