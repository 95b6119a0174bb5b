pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A title and the things to choose from beneath it; the chosen one has style primary.
Item {
    id: row

    property string title: ""
    property var choices: []

    Words {
        id: words
        width: parent.width
        height: parent.height - buttons.height - Theme.gap
        rest: 1
        lines: [
            {
                text: row.title,
                role: "body"
            }
        ]
    }
    Row {
        id: buttons
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.gap
        height: Math.max(Theme.targetHeight, row.height * 0.55)

        Repeater {
            model: row.choices.length

            KButton {
                required property int index
                spec: row.choices[index] || ({})
                chosen: spec.style === "primary"
                width: (buttons.width - (row.choices.length - 1) * Theme.gap) / row.choices.length
                height: buttons.height
            }
        }
    }
}
