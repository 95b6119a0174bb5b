pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    readonly property var tasks: body.tasks || []
    // as few columns as leave every task a full touch target
    readonly property int most: Math.max(1, Math.floor((roomHeight - words.height) / (Theme.targetHeight + Theme.gap)))
    readonly property int columns: Math.max(1, Math.ceil(tasks.length / Math.min(most, Theme.portrait ? 10 : 4)))
    readonly property int rows: Math.max(1, Math.ceil(tasks.length / Math.max(1, columns)))

    Words {
        id: words
        width: parent.width
        height: Math.min(Theme.headline * 2.6, screen.roomHeight * 0.28)
        lines: [
            {
                text: screen.body.headline,
                role: "headline"
            }
        ]
    }
    Grid {
        id: grid
        anchors.top: words.bottom
        anchors.topMargin: Theme.gap
        width: parent.width
        columns: screen.columns
        spacing: Theme.gap

        Repeater {
            model: screen.tasks.length

            KButton {
                required property int index
                spec: screen.tasks[index] || ({})
                textSize: Theme.base
                width: (grid.width - (screen.columns - 1) * Theme.gap) / Math.max(1, screen.columns)
                height: Math.min((screen.roomHeight - words.height - Theme.gap * (screen.rows + 1)) / screen.rows, Math.max(Theme.targetHeight * 1.4, Theme.base * 2.4))
            }
        }
    }
}
