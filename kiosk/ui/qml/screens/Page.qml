import QtQuick

// What every screen has: the body it shows, and how much of its lower edge the button bar takes.
// A screen with a column that reaches down beside the button bar says how wide that is; what is told at its
// upper edge for a while takes headroom from the other column only.
Item {
    property var body: ({})
    property real footer: 0
    property real sideWidth: 0
    property real headroom: 0
    readonly property real roomHeight: height - footer
}
