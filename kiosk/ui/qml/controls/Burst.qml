pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// What flies off when a stamp comes down: once, short, and gone.
Item {
    id: burst

    property real spread: 0
    readonly property int rays: 12

    visible: spread > 0 && spread < 1

    property bool flying: false
    NumberAnimation {
        running: burst.flying
        target: burst
        property: "spread"
        from: 0
        to: 1
        duration: 300
        easing.type: Easing.OutQuad
    }
    Repeater {
        model: burst.rays

        Rectangle {
            required property int index
            readonly property real angle: 2 * Math.PI * index / burst.rays
            readonly property real reach: burst.width * (0.46 + 0.34 * burst.spread * (index % 2 ? 1 : 0.8))
            width: burst.width * (index % 2 ? 0.11 : 0.075)
            height: width
            radius: width / 2
            color: Theme.accent
            scale: 1.1 - burst.spread * 0.9
            x: burst.width / 2 + reach * Math.cos(angle) - width / 2
            y: burst.height / 2 + reach * Math.sin(angle) - height / 2
        }
    }
}
