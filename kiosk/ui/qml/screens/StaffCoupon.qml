import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    readonly property bool typing: body.typing === true

    Item {
        visible: !screen.typing
        width: parent.width
        height: screen.roomHeight

        Item {
            id: picture
            anchors.right: parent.right
            y: Theme.portrait ? parent.height * 0.45 : 0
            width: Theme.portrait ? parent.width : parent.width * 0.52
            height: Theme.portrait ? parent.height * 0.55 : parent.height

            AimFrame {
                visible: Face.view.show_preview === true || Face.view.freeze_preview === true
                frozen: Face.view.freeze_preview === true
                hint: Face.view.hint || null
                anchors.fill: parent
            }
            Rectangle {
                visible: !(Face.view.show_preview === true || Face.view.freeze_preview === true)
                anchors.fill: parent
                radius: Theme.radius * 1.5
                color: Theme.tint
                border.width: Theme.line
                border.color: Theme.edge
                KIcon {
                    anchors.centerIn: parent
                    width: Math.min(parent.width, parent.height) * 0.6
                    height: width
                    name: screen.body.picture || "ticket"
                    color: Theme.accent
                    stroke: 4
                }
            }
        }
        Words {
            anchors.left: parent.left
            y: 0
            width: Theme.portrait ? parent.width : parent.width * 0.48 - Theme.margin
            height: Theme.portrait ? parent.height * 0.45 - Theme.margin : parent.height
            lines: [
                {
                    text: screen.body.headline,
                    role: "headline"
                },
                {
                    text: screen.body.hint,
                    role: "body"
                }
            ]
        }
    }
    Item {
        visible: screen.typing
        width: parent.width
        height: screen.roomHeight

        readonly property real boardHeight: Math.max(board.leastHeight, Math.min(height * 0.6, width * 0.42))

        Words {
            id: said
            width: parent.width
            height: Math.max(0, parent.height - board.height - field.height - 2.4 * Theme.gap)
            visible: screen.roomHeight > board.height + 3 * Theme.base
            lines: [
                {
                    text: screen.body.headline,
                    role: "headline"
                },
                {
                    text: height > Theme.base * 3 ? screen.body.hint : "",
                    role: "body"
                }
            ]
        }
        Rectangle {
            id: field
            width: parent.width
            height: Math.max(Math.min(Theme.fine * 1.3, parent.height - board.height - Theme.gap * 0.4), Math.min(Theme.base * 1.8, parent.height - board.height - Theme.gap - (screen.roomHeight > board.height + 3 * Theme.base ? Theme.headline * 1.2 : 0)))
            anchors.bottom: board.top
            anchors.bottomMargin: said.visible ? Theme.gap : Theme.gap * 0.4
            radius: Theme.radius * 0.6
            color: Theme.surface
            border.width: Theme.line * 1.5
            border.color: Theme.accent

            FitText {
                id: typed
                objectName: "typed"
                anchors.fill: parent
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: Theme.gap
                // on a low screen this is the only place for what is asked for
                text: screen.body.typed ? "\u2066" + screen.body.typed + "\u2069" : said.visible ? "" : screen.body.headline || ""
                color: screen.body.typed ? Theme.ink : Theme.soft
                size: Theme.base
                wrapMode: Text.NoWrap
                font.bold: !!screen.body.typed
                verticalAlignment: Text.AlignVCenter
            }
        }
        Keyboard {
            id: board
            anchors.bottom: parent.bottom
            width: parent.width
            height: parent.boardHeight
            canType: screen.typing && screen.body.busy !== true
            eraseLabel: screen.body.erase_label || ""
            kind: screen.body.keyboard || "token"
        }
    }
}
