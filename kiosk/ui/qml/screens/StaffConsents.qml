pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

// The screen is turned to the customer: what they agree to, each thing with a box of its own to tick.
Page {
    id: screen

    readonly property var consents: body.consents || []
    readonly property int number: Math.max(1, consents.length)

    Words {
        anchors.left: parent.left
        width: Theme.portrait ? parent.width : parent.width * 0.42 - Theme.margin
        height: Theme.portrait ? screen.roomHeight * 0.5 - Theme.margin : screen.roomHeight
        align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
        lines: [
            {
                text: screen.body.headline,
                role: "headline"
            },
            {
                // a long one may be parted anywhere
                text: screen.body.email ? "\u2066" + [...screen.body.email].join("\u200b") + "\u2069" : "",
                role: "body",
                bold: true
            },
            {
                text: screen.body.message,
                role: "body",
                color: Theme.accent
            },
            {
                text: screen.body.hint,
                role: "fine"
            }
        ]
    }
    Column {
        id: rows
        anchors.right: parent.right
        y: Theme.portrait ? screen.roomHeight * 0.5 : 0
        width: Theme.portrait ? parent.width : parent.width * 0.58
        spacing: Theme.gap

        Repeater {
            model: screen.consents.length

            KButton {
                required property int index
                ticked: (screen.consents[index] || {}).style === "primary"
                readonly property var given: screen.consents[index] || ({})
                objectName: "consent_" + value
                width: rows.width
                height: (screen.roomHeight - rows.y - (screen.number - 1) * Theme.gap) / screen.number
                icon: ticked ? "box_ticked" : "box"
                iconSize: Math.min(height * 0.56, Theme.base * 1.5)
                iconColour: Theme.accent
                align: Text.AlignLeft
                textSize: Theme.base * 0.8
                role: "switch"
                spec: ({
                        label: given.label || "",
                        action: given.action || "",
                        value: given.value || ""
                    })
            }
        }
    }
}
