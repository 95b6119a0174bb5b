pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

// Things to choose from, as tiles beside what is said of them; the one that holds is marked.
Page {
    id: screen

    readonly property var choices: body.choices || []
    readonly property int number: Math.max(1, choices.length)
    readonly property real roomForTiles: Theme.portrait ? roomHeight * 0.5 : roomHeight
    readonly property int fitting: Math.max(1, Math.floor((roomForTiles + Theme.gap) / (Theme.targetHeight + Theme.gap)))
    readonly property int wanted: number <= 3 ? number : Theme.portrait ? Math.ceil(number / 2) : number <= 6 ? Math.ceil(number / 2) : Math.ceil(number / 3)
    readonly property int rows: Math.min(fitting, wanted)
    readonly property int columns: Math.ceil(number / rows)
    readonly property real share: Theme.portrait ? 1 : columns > 2 ? 0.7 : 0.6

    Words {
        anchors.left: parent.left
        width: Theme.portrait ? parent.width : parent.width * (1 - screen.share) - Theme.margin
        height: Theme.portrait ? screen.roomHeight - grid.height - Theme.margin : screen.roomHeight
        align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
        lift: 1.2
        lines: [
            {
                text: screen.body.headline || "",
                role: "title"
            },
            {
                text: screen.body.note || "",
                role: "body",
                color: Theme.soft
            },
            {
                text: screen.body.code ? "\u2068" + screen.body.code + "\u2069" : "",
                role: "fine"
            }
        ]
    }
    Grid {
        id: grid
        anchors.right: parent.right
        y: screen.roomHeight - height
        width: parent.width * screen.share
        columns: screen.columns
        spacing: Theme.gap

        Repeater {
            model: screen.choices.length

            KButton {
                required property int index
                spec: screen.choices[index] || ({})
                chosen: spec.style === "primary"
                role: chosen ? "choice" : ""
                textSize: Theme.base
                width: (grid.width - (screen.columns - 1) * Theme.gap) / screen.columns
                height: Math.min((screen.roomForTiles - Theme.gap * (screen.rows - 1)) / screen.rows, Math.max(Theme.targetHeight, Theme.portrait ? Theme.small * 0.17 : Theme.small * 0.24))
            }
        }
    }
}
