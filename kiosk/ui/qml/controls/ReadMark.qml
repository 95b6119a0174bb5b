import QtQuick
import "../theme"

// "Read": a tick on the house's colour, the same wherever a code was taken.
Rectangle {
    id: mark

    radius: width / 2
    height: width
    color: Theme.accent
    border.width: Theme.ring
    border.color: Theme.accentInk
    Accessible.ignored: true

    KIcon {
        anchors.centerIn: parent
        width: parent.width * 0.62
        height: width
        name: "check"
        color: Theme.accentInk
        stroke: 12
    }
}
