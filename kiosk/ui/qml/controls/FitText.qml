import QtQuick
import "../theme"

// A text that shrinks until it fits its box, wrapped between words. (Text.Fit gives up far too early on
// wrapped text.)
Text {
    id: text

    property real size: Theme.base
    readonly property string key: text.text + width + "/" + height + "/" + size + font.bold

    wrapMode: Text.WordWrap
    // Noto's own leading leaves room for stacked marks that none of our languages has
    lineHeight: 0.9
    textFormat: Text.PlainText
    font.pixelSize: size
    Accessible.ignored: true

    function fit() {
        if (width <= 0 || height <= 0)
            return;
        let trial = size;
        font.pixelSize = trial;
        while (trial > 8 && (contentHeight > height + 1 || contentWidth > width + 1)) {
            trial = Math.max(8, trial * 0.94 - 0.5);
            font.pixelSize = trial;
        }
    }
    onKeyChanged: later.restart()
    Component.onCompleted: fit()
    Timer {
        id: later
        interval: 0
        onTriggered: text.fit()
    }
}
