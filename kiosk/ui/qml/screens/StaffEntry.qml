import QtQuick
import "../theme"
import "../controls"

// A number is typed: an amount, or a customer's code. What is known stands beside the keypad.
Page {
    id: screen

    sideWidth: Theme.portrait ? 0 : width * 0.47
    readonly property real padShare: Theme.textScale >= 1.5 ? 0.44 : 0.5

    KKeypad {
        id: pad
        anchors.right: parent.right
        y: Theme.portrait ? screen.roomHeight * (1 - screen.padShare) : 0
        width: Theme.portrait ? parent.width : screen.sideWidth
        height: Theme.portrait ? screen.roomHeight * screen.padShare - Theme.margin : parent.height
        canConfirm: screen.body.can_confirm === true
        eraseLabel: screen.body.erase_label || ""
        confirmLabel: screen.body.confirm_label || ""
        pointLabel: screen.body.decimals === true ? screen.body.point_label || "" : ""
    }
    Item {
        anchors.left: parent.left
        y: screen.headroom
        width: Theme.portrait ? parent.width : parent.width - screen.sideWidth - Theme.margin
        height: (Theme.portrait ? pad.y - Theme.margin : screen.roomHeight - Theme.gap) - y

        Words {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            height: parent.height - field.height - Theme.gap
            align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            lines: [
                {
                    text: screen.body.headline,
                    role: "headline"
                },
                {
                    text: screen.body.masked_email ? "\u2068" + screen.body.masked_email + "\u2069" : "",
                    role: "fine"
                }
            ].concat((screen.body.facts || []).map(fact => ({
                        text: fact,
                        role: "body",
                        bold: true
                    }))).concat([
                {
                    text: screen.body.message,
                    role: "body",
                    color: Theme.accent
                }
            ])
        }
        Rectangle {
            id: field
            anchors.bottom: parent.bottom
            width: parent.width
            height: Math.min(Theme.base * 1.7, parent.height * 0.34)
            radius: Theme.radius * 0.6
            color: Theme.surface
            border.width: Theme.line * 1.5
            border.color: Theme.accent

            FitText {
                objectName: "typed"
                anchors.fill: parent
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: Theme.gap
                text: "\u2066" + Face.written(screen.body.typed || "") + "\u2069"
                color: Theme.ink
                size: Math.min(Theme.base * 1.2, field.height * 0.7)
                wrapMode: Text.NoWrap
                font.bold: true
                horizontalAlignment: Text.AlignRight
                verticalAlignment: Text.AlignVCenter
            }
        }
    }
}
