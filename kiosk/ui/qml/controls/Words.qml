pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Lines of text in a box, all shrunk by one factor until they fit: nothing is ever clipped, and the
// ratio of headline to detail stays. lines: [{text, role, color}], role title, headline, body, fine or
// number. A title is a headline that takes the room there is, up to lift times its size; two words are
// not parted for it.
Item {
    id: words

    property var lines: []
    property int align: Text.AlignLeft
    // 0 top, 0.5 middle, 1 bottom
    property real rest: 0.5
    property real lift: 1.5
    property real k: 1
    property real raised: 1
    readonly property var shown: lines.filter(line => line && line.text)
    readonly property real base: Theme.base

    function size(role: string): real {
        return role === "title" ? Theme.headline * raised : role === "headline" ? Theme.headline : role === "number" ? Theme.base * 1.9 : role === "fine" ? Theme.fine : Theme.base;
    }
    function fits(rows: int): bool {
        let sum = 0;
        for (let i = 0; i < texts.count; ++i) {
            const line = texts.itemAt(i) as Line;
            if (!line)
                continue;
            if (line.contentWidth > words.width + 1)
                return false;
            if (raised > 1 && line.lineCount > rows && line.isTitle)
                return false;
            if (raised > 1 && line.isTitle && Theme.textScale < 1.5 && line.lineCount > 1 && line.text.split(/\s+/).filter(word => word.length > 1).length < 3)
                return false;
            sum += line.height + (i ? column.spacing : 0);
        }
        return sum <= height;
    }
    function raise(rows: int) {
        raised = shown.some(line => line.role === "title") ? lift : 1;
        while (raised > 1 && !fits(rows))
            raised = Math.max(1, raised - 0.1);
    }
    function fit() {
        if (width <= 0 || height <= 0)
            return;
        for (let i = 0; i < texts.count; ++i)
            (texts.itemAt(i) as Line)?.spread();
        k = 1;
        // in two lines rather, if that costs a title little of its size
        raise(2);
        if (raised < Math.min(1.05, lift))
            raise(99);
        // large letters give way to where there is no room for them, but to no less than the usual ones would
        const least = 0.24 / Math.max(1, Theme.textScale);
        for (let trial = 1; trial >= least; trial -= 0.04) {
            k = trial;
            if (fits(99))
                break;
        }
        for (let i = 0; i < texts.count; ++i)
            (texts.itemAt(i) as Line)?.balance();
    }
    onWidthChanged: later.restart()
    onHeightChanged: later.restart()
    onShownChanged: later.restart()
    onBaseChanged: later.restart()
    onLiftChanged: later.restart()
    Component.onCompleted: fit()

    // once all that changed together has changed
    Timer {
        id: later
        interval: 0
        onTriggered: words.fit()
    }

    component Line: Text {
        id: text

        // What a narrower box takes off the right without another line: no word is left alone on the last one.
        property real slack: 0
        property bool isTitle: false

        function spread() {
            slack = 0;
        }
        function balance() {
            const rows = lineCount;
            if (rows < 2 || rows > 4)
                return;
            let enough = 0;
            let tooMuch = words.width / rows;
            for (let i = 0; i < 6; ++i) {
                slack = (enough + tooMuch) / 2;
                if (lineCount > rows || contentWidth > width + 1)
                    tooMuch = slack;
                else
                    enough = slack;
            }
            slack = enough;
        }
    }
    Column {
        id: column
        width: words.width
        y: Math.max(0, (words.height - height) * words.rest)
        spacing: Theme.base * 0.32 * words.k

        Repeater {
            id: texts
            model: words.shown.length

            Line {
                required property int index
                readonly property var line: words.shown[index] || ({})
                isTitle: line.role === "title"
                readonly property bool loud: ["title", "headline", "number"].includes(line.role)
                width: column.width - slack
                x: words.align === Text.AlignHCenter ? slack / 2 : Face.rtl ? slack : 0
                text: line.text || ""
                color: line.color || (line.role === "fine" ? Theme.soft : Theme.ink)
                font.pixelSize: Math.max(8, words.size(line.role || "body") * words.k)
                font.bold: loud || line.bold === true
                lineHeight: loud ? 0.92 : 1.0
                wrapMode: Text.WordWrap
                textFormat: Text.PlainText
                horizontalAlignment: words.align
                Accessible.role: loud && line.role !== "number" ? Accessible.Heading : Accessible.StaticText
                Accessible.name: text
            }
        }
    }
}
