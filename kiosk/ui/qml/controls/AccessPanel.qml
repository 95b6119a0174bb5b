pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// What makes the kiosk easier to read, reach, press and hear, over any screen: a row for each, what it is about
// at its head. A low screen has its title beside the way out.
Item {
    id: panel

    property var access: null
    // a screen so tall that its upper half may be out of reach
    property bool tall: false

    readonly property var hands: access ? (access.hands || []).concat(tall && access.low ? [access.low] : []) : []
    readonly property var rows: access ? [
        {
            title: access.size_title,
            choices: access.sizes
        },
        {
            title: access.theme_title,
            choices: access.themes
        },
        {
            title: access.hands_title || "",
            choices: hands,
            switches: true
        },
        {
            title: access.sound_title || "",
            choices: access.sound || [],
            switches: true
        }
    ].filter(row => (row.choices || []).length > 0) : []
    readonly property bool low: height < (rows.length + 2.4) * (Theme.targetHeight + Theme.gap)
    // within reach on a tall screen
    readonly property real room: Theme.portrait ? height * 0.5 - edge : height - 2 * edge
    readonly property real edge: low ? Theme.gap : Theme.margin * 1.3
    readonly property real titleHeight: low ? 0 : Math.min(Theme.headline * 1.3, room * 0.15)
    readonly property real closerHeight: Math.max(Theme.targetHeight, Math.min(Theme.base * 1.75, room * 0.16))
    // words above the buttons where they have no room beside them; the first ones need no reach
    readonly property real above: Theme.portrait ? Math.min(Theme.fine * 1.3, (room - 5 * Theme.targetHeight - 7 * Theme.gap) / 4) : 0
    readonly property real head: above ? above + Theme.gap * 0.5 : 0
    readonly property real taken: closerHeight + (Theme.portrait ? -head : titleHeight)
    readonly property real each: Math.max(Theme.targetHeight, Math.min(Theme.base * 2.1, (room - taken) / Math.max(1, rows.length) - head - Theme.gap))
    readonly property real between: rows.length ? Math.max(Theme.gap, Math.min(Theme.gap * 2, (room - taken - rows.length * (each + head)) / (rows.length + (low || Theme.portrait ? 0 : 1)))) : 0

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
        Accessible.ignored: true
    }
    Rectangle {
        anchors.top: parent.top
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.ring * 1.5
        color: Theme.accent
    }
    Words {
        id: title
        anchors.left: parent.left
        anchors.right: panel.low ? closer.left : parent.right
        anchors.leftMargin: panel.edge
        anchors.rightMargin: panel.edge
        y: panel.low ? closer.y : table.y - panel.between - height
        height: panel.low ? closer.height : panel.titleHeight
        lines: [
            {
                text: panel.access ? panel.access.title : "",
                role: "headline"
            }
        ]
    }
    Column {
        id: table
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: panel.edge
        y: closer.y - panel.between - height
        spacing: panel.between

        Repeater {
            model: panel.rows.length

            ChoiceRow {
                required property int index
                readonly property var row: panel.rows[index] || ({})
                width: table.width
                height: panel.each + panel.head
                above: panel.above
                title: row.title || ""
                choices: row.choices || []
                switches: row.switches === true
            }
        }
    }
    KButton {
        id: closer
        spec: panel.access ? panel.access.close : ({})
        anchors.right: parent.right
        anchors.rightMargin: panel.edge
        y: {
            const lowest = panel.height - panel.edge - height;
            if (Theme.portrait || panel.low)
                return lowest;
            // in the middle of what a wide screen has to spare
            const whole = panel.titleHeight + panel.between + table.height + panel.between + height;
            return Math.min(lowest, (panel.height + whole) / 2 - height);
        }
        width: Theme.portrait ? panel.width - 2 * panel.edge : Math.min(panel.width * 0.5, Theme.small * 0.7)
        height: panel.closerHeight
    }
}
