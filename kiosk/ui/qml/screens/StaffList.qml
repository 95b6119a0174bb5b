pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

// Things to look through: tools in a row that stays where it is, and under it a page of entries.
Page {
    id: screen

    readonly property var tools: body.tools || []
    readonly property var entries: body.entries || []
    readonly property int toolColumns: Math.max(1, Theme.portrait ? Math.min(3, tools.length) : tools.length)
    readonly property int toolRows: Math.ceil(tools.length / toolColumns)
    readonly property real toolHeight: Math.max(Theme.targetHeight, Math.min(Theme.base * 1.5, Theme.small * 0.1))
    readonly property real toolsHeight: tools.length ? toolRows * (toolHeight + Theme.gap) : 0
    // four entries have their places whether they are there or not
    readonly property int columns: Theme.portrait ? 1 : 2
    readonly property int rows: Math.max(Theme.portrait ? 4 : 2, Math.ceil(entries.length / columns))
    readonly property real least: rows * Theme.targetHeight + (rows - 1) * Theme.gap
    readonly property real saidHeight: Math.max(0, Math.min(Theme.base * (body.note ? 3.6 : 2), roomHeight - toolsHeight - least - Theme.gap))
    readonly property real room: roomHeight - toolsHeight - saidHeight - Theme.gap
    readonly property real each: Math.min((room - (rows - 1) * Theme.gap) / rows, Math.max(Theme.targetHeight, Theme.base * (Theme.textScale > 1.2 ? 6 : 4)))

    Words {
        id: said
        width: parent.width
        height: screen.saidHeight
        lines: [
            {
                text: screen.body.headline,
                role: "headline"
            },
            {
                text: screen.body.note,
                role: "body",
                color: Theme.accent,
                bold: true
            }
        ]
    }
    Grid {
        id: bar
        y: screen.saidHeight + Theme.gap
        width: parent.width
        columns: screen.toolColumns
        spacing: Theme.gap

        Repeater {
            model: screen.tools.length

            KButton {
                required property int index
                spec: screen.tools[index] || ({})
                textSize: Theme.fine
                width: (bar.width - (screen.toolColumns - 1) * Theme.gap) / screen.toolColumns
                height: screen.toolHeight
            }
        }
    }
    Grid {
        id: grid
        y: screen.saidHeight + Theme.gap + screen.toolsHeight
        width: parent.width
        columns: screen.columns
        spacing: Theme.gap

        Repeater {
            model: screen.entries.length

            EntryButton {
                required property int index
                entry: screen.entries[index] || ({})
                width: (grid.width - (screen.columns - 1) * Theme.gap) / screen.columns
                height: screen.each
            }
        }
    }
    Words {
        visible: screen.entries.length === 0
        y: grid.y
        width: parent.width
        height: screen.room
        align: Text.AlignHCenter
        lines: [
            {
                text: screen.entries.length === 0 ? screen.body.empty : "",
                role: "body",
                color: Theme.soft
            }
        ]
    }
}
