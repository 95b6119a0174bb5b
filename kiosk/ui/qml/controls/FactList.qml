pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Lines of facts in a box, all shrunk by one factor until they fit. facts: [{name, words, kind, code}], kind good,
// bad, unknown or plain: told by a sign, not by a colour alone.
Item {
    id: list

    property var facts: []
    property real k: 1
    readonly property real base: Theme.base
    // what the lines say, so that they are fitted anew when it changes
    readonly property string said: JSON.stringify(facts)
    readonly property var signs: ({
            good: "check",
            bad: "trouble",
            unknown: "unsure"
        })
    readonly property var colours: ({
            good: Theme.good,
            bad: Theme.bad
        })

    function fits(): bool {
        let sum = 0;
        for (let i = 0; i < rows.count; ++i) {
            const row = rows.itemAt(i) as FactLine;
            if (!row)
                continue;
            if (row.tooWide)
                return false;
            sum += row.height;
        }
        return sum <= height;
    }
    function fit() {
        if (width <= 0 || height <= 0)
            return;
        for (let trial = 1; trial >= 0.15; trial -= 0.03) {
            k = trial;
            if (fits())
                return;
        }
    }
    onWidthChanged: later.restart()
    onHeightChanged: later.restart()
    onSaidChanged: later.restart()
    onBaseChanged: later.restart()
    Component.onCompleted: fit()

    Timer {
        id: later
        interval: 0
        onTriggered: list.fit()
    }

    component FactLine: Item {
        id: row

        property var fact: ({})
        readonly property real size: Math.max(8, Theme.base * 0.8 * list.k)
        readonly property bool tooWide: name.contentWidth > name.width + 1 || words.contentWidth > words.width + 1
        readonly property string code: row.fact.code ? "\u2068" + row.fact.code.replace(/-/g, "-\u2060") + "\u2069" : ""

        width: list.width
        height: Math.max(name.height, words.height) + size * 0.36

        Accessible.role: Accessible.StaticText
        Accessible.name: name.text + ": " + words.text

        KIcon {
            id: sign
            name: list.signs[row.fact.kind] || ""
            visible: name !== ""
            color: list.colours[row.fact.kind] || Theme.ink
            stroke: 9
            width: row.size
            height: width
            anchors.left: parent.left
            y: (row.size * 1.3 - height) / 2 + row.size * 0.18
        }
        Text {
            id: name
            anchors.left: parent.left
            anchors.leftMargin: row.size * 1.5
            y: row.size * 0.18
            width: list.width * 0.25 - row.size * 1.5
            text: row.fact.name || ""
            color: Theme.soft
            font.pixelSize: row.size
            lineHeight: 0.95
            wrapMode: Text.WordWrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }
        Text {
            id: words
            anchors.right: parent.right
            y: row.size * 0.18
            width: list.width * 0.73
            text: (row.fact.words || []).concat(row.code ? [row.code] : []).join(" · ")
            color: Theme.ink
            font.pixelSize: row.size
            font.bold: row.fact.kind === "bad"
            lineHeight: 0.95
            wrapMode: Text.WordWrap
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }
    }
    Column {
        width: list.width

        Repeater {
            id: rows
            model: list.facts.length

            FactLine {
                required property int index
                fact: list.facts[index] || ({})

                Rectangle {
                    visible: parent.index > 0
                    width: parent.width
                    height: 1
                    color: Theme.tint
                }
            }
        }
    }
}
