pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

// One or two tasks are doors beside the greeting; more of them are tiles under it.
Page {
    id: screen

    readonly property var tasks: body.tasks || []
    readonly property int number: Math.max(1, tasks.length)
    readonly property bool wide: body.wide === true
    readonly property bool doors: number <= 2 && !wide
    readonly property bool beside: doors && !Theme.portrait
    readonly property real greeting: beside ? roomHeight : Theme.portrait && doors ? roomHeight * 0.4 : Math.min(Theme.headline * 2.2, roomHeight * 0.26)
    readonly property real roomForTiles: beside ? roomHeight : roomHeight - greeting - Theme.gap
    readonly property int fitting: Math.max(1, Math.floor((roomForTiles + Theme.gap) / (Theme.targetHeight * (Theme.portrait ? 1.4 : 1) + Theme.gap)))
    readonly property int rows: wide ? Math.ceil(number / (Theme.portrait ? 1 : 2)) : Math.min(fitting, Theme.portrait ? (number <= 5 ? number : Math.ceil(number / 2)) : doors ? number : number <= 4 ? 1 : number <= 10 ? 2 : 3)
    readonly property int columns: Math.ceil(number / rows)
    // from here on words stand beside the picture, not under it
    readonly property real broad: rows > 2 && columns > 1 ? 2 : 3
    readonly property var icons: ({
            coupon: "ticket",
            redeem: "spend",
            earn: "add",
            checkout: "receipt",
            enrol: "member",
            coupons: "gift",
            waiting: "busy",
            devices: "devices",
            settings: "settings",
            people: "people",
            close: "closed"
        })

    Words {
        anchors.left: parent.left
        width: screen.beside ? parent.width * 0.4 - Theme.margin : parent.width
        height: screen.greeting
        align: Theme.portrait && screen.doors ? Text.AlignHCenter : Text.AlignLeft
        lift: screen.doors ? 1.7 : 1
        lines: [
            {
                text: screen.body.headline,
                role: "title"
            }
        ]
    }
    Grid {
        id: grid
        anchors.right: parent.right
        y: screen.roomHeight - height
        width: screen.beside ? parent.width * 0.6 : parent.width
        columns: screen.columns
        spacing: Theme.gap

        Repeater {
            model: screen.tasks.length

            KButton {
                required property int index
                spec: screen.tasks[index] || ({})
                icon: screen.wide ? "" : tile || width > height * Math.min(2.5, screen.broad) ? screen.icons[value] || "task" : ""
                iconColour: primary ? Theme.accentInk : Theme.accent
                tile: !screen.wide && height > Theme.base * 3.2 && width < height * screen.broad
                iconSize: tile ? Math.min(height * 0.42, width * 0.42) : Math.min(height * 0.5, Theme.base * 1.6)
                textSize: tile ? Math.min(Theme.headline, Math.max(Theme.fine, height * 0.17)) : Theme.base
                width: (grid.width - (screen.columns - 1) * Theme.gap) / screen.columns
                height: Math.min((screen.roomForTiles - Theme.gap * (screen.rows - 1)) / screen.rows, screen.wide ? Math.max(Theme.targetHeight, Theme.base * (Theme.portrait ? 2.2 : 3.2)) : width * 1.1)
            }
        }
    }
}
