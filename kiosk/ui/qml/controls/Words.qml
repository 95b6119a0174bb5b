pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Lines of text in a box, all shrunk by one factor until they fit: nothing is ever clipped, and the
// ratio of headline to detail stays. lines: [{text, role, color}], role headline, body, fine or number.
Item {
    id: words

    property var lines: []
    property int align: Text.AlignLeft
    // 0 top, 0.5 middle, 1 bottom
    property real rest: 0.5
    property real k: 1
    readonly property var shown: lines.filter(line => line && line.text)
    readonly property real base: Theme.base

    function size(role: string): real {
        return role === "headline" ? Theme.headline : role === "number" ? Theme.base * 1.9 : role === "fine" ? Theme.fine : Theme.base;
    }
    function measure(): real {
        let sum = 0;
        for (let i = 0; i < texts.count; ++i) {
            const line = texts.itemAt(i);
            if (line)
                sum += line.height + (i ? column.spacing : 0);
        }
        return sum;
    }
    function tooWide(): bool {
        for (let i = 0; i < texts.count; ++i) {
            const line = texts.itemAt(i) as Text;
            if (line && line.contentWidth > words.width + 1)
                return true;
        }
        return false;
    }
    function fit() {
        if (width <= 0 || height <= 0)
            return;
        for (let trial = 1; trial >= 0.24; trial -= 0.04) {
            k = trial;
            if (measure() <= height && !tooWide())
                break;
        }
    }
    onWidthChanged: later.restart()
    onHeightChanged: later.restart()
    onShownChanged: later.restart()
    onBaseChanged: later.restart()
    Component.onCompleted: fit()

    // once all that changed together has changed
    Timer {
        id: later
        interval: 0
        onTriggered: words.fit()
    }
    Column {
        id: column
        width: words.width
        y: Math.max(0, (words.height - height) * words.rest)
        spacing: Theme.base * 0.32 * words.k

        Repeater {
            id: texts
            model: words.shown.length

            Text {
                required property int index
                readonly property var line: words.shown[index] || ({})
                width: column.width
                text: line.text || ""
                color: line.color || (line.role === "fine" ? Theme.soft : Theme.ink)
                font.pixelSize: Math.max(8, words.size(line.role || "body") * words.k)
                font.bold: line.role === "headline" || line.role === "number"
                lineHeight: 1.0
                wrapMode: Text.WordWrap
                textFormat: Text.PlainText
                horizontalAlignment: words.align
                Accessible.role: line.role === "headline" ? Accessible.Heading : Accessible.StaticText
                Accessible.name: text
            }
        }
    }
}
