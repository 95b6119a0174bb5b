pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The screen's own buttons, primary first: side by side on a wide screen, one above the other on a tall one.
Item {
    id: bar

    property var buttons: []
    property var countdown: null
    // beside a keyboard, which needs the height
    property bool slim: false
    // A narrow strip stacks too.
    // A low screen has no height to give: there two lines of text in a button are the lesser evil.
    readonly property bool low: !Theme.portrait && Theme.height < 8 * Theme.targetHeight
    readonly property bool flat: low || (slim && !Theme.portrait)
    readonly property bool stacked: Theme.portrait || width - beside < buttons.length * Math.max(Theme.targetWidth * (flat ? 1.6 : 2), flat ? 0 : Theme.base * 6)
    readonly property real each: slim && !Theme.portrait ? Theme.targetHeight : stacked && !Theme.portrait && buttons.length > 1 ? Theme.targetHeight : Math.max(Theme.targetHeight, Math.min(Theme.base * 1.75, Theme.small * 0.17))
    readonly property real ringSize: countdown ? Theme.targetHeight : 0
    readonly property real beside: ringSize ? ringSize + Theme.gap : 0
    // four of them, one above the other, would leave a wide screen no room for what it has to say
    readonly property int columns: !stacked ? Math.max(1, buttons.length) : Theme.portrait || buttons.length < 4 ? 1 : 2
    readonly property int rows: Math.ceil(buttons.length / columns)

    implicitHeight: Math.max(rows * each + Math.max(0, rows - 1) * Theme.gap, ringSize)

    Grid {
        id: grid
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        columns: bar.columns
        spacing: Theme.gap

        Repeater {
            model: bar.buttons.length

            KButton {
                required property int index
                spec: bar.buttons[index] || ({})
                width: Math.min((bar.width - bar.beside - (bar.columns - 1) * Theme.gap) / bar.columns, bar.stacked ? bar.width : Theme.small * 0.75)
                height: bar.each
            }
        }
    }
    CountdownRing {
        countdown: bar.countdown
        width: bar.ringSize
        height: bar.ringSize
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
    }
}
