pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// What it is about, and beside or below it the things to choose from; what holds has style primary. Of switches each holds
// by itself.
Item {
    id: row

    property string title: ""
    property var choices: []
    property bool switches: false
    // the words stand above: a narrow screen has no room for them beside
    property real above: 0

    FitText {
        id: words
        anchors.left: parent.left
        width: row.above ? parent.width : parent.width * 0.24 - Theme.gap
        height: row.above || parent.height
        text: row.title
        color: Theme.ink
        size: row.above ? Theme.fine : Theme.base * 0.8
        horizontalAlignment: Text.AlignLeft
        verticalAlignment: row.above ? Text.AlignBottom : Text.AlignVCenter
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: row.title
    }
    Row {
        id: buttons
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: row.above ? parent.width : parent.width * 0.76
        height: parent.height - (row.above ? row.above + Theme.gap * 0.5 : 0)
        spacing: Theme.gap

        Repeater {
            model: row.choices.length

            KButton {
                required property int index
                spec: row.choices[index] || ({})
                chosen: spec.style === "primary"
                role: /^(louder|softer)$/.test(value) ? "" : row.switches ? "switch" : "choice"
                width: (buttons.width - (row.choices.length - 1) * Theme.gap) / row.choices.length
                height: buttons.height
            }
        }
    }
}
