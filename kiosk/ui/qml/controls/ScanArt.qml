import QtQuick
import QtQuick.Shapes
import "../theme"

// How it is done where a scanner reads: the scanner looks down, a phone comes up into its light, a tick lands.
Rectangle {
    id: art

    // where the phone is: 0 below the picture, 1 in the light
    property real guest: 1
    property bool read: false
    readonly property real unit: Math.min(width, height) / 100
    readonly property real middle: width / 2
    readonly property real phoneTop: 42 * unit + (height - 84 * unit) / 2

    radius: Theme.radius * 1.5
    color: Theme.tint
    border.width: Theme.line
    border.color: Theme.edge
    clip: true
    Accessible.ignored: true

    // the light, a little wider than a phone
    Shape {
        anchors.fill: parent
        opacity: Theme.name === "contrast" ? 0.35 : 0.22
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeWidth: -1
            fillColor: Theme.accent
            startX: art.middle - 9 * art.unit
            startY: 24 * art.unit
            PathLine {
                x: art.middle + 9 * art.unit
                y: 24 * art.unit
            }
            PathLine {
                x: art.middle + 36 * art.unit
                y: art.height - Theme.line
            }
            PathLine {
                x: art.middle - 36 * art.unit
                y: art.height - Theme.line
            }
        }
    }
    PhoneArt {
        id: phone
        height: 66 * art.unit
        width: height * 0.56
        x: art.middle - width / 2
        y: art.height + (art.phoneTop - art.height) * art.guest
    }
    // where the light meets the code
    Rectangle {
        visible: art.guest > 0.95 && !art.read
        anchors.horizontalCenter: phone.horizontalCenter
        y: phone.y + phone.height * 0.44
        width: phone.width * 0.96
        height: Math.max(Theme.line, 1.2 * art.unit)
        radius: height / 2
        color: Theme.ray
    }
    ReadMark {
        visible: art.read
        anchors.horizontalCenter: phone.horizontalCenter
        y: phone.y + phone.height * 0.44 - height / 2
        width: 24 * art.unit
    }
    // the scanner: a head on an arm from above, its window to the phone
    Rectangle {
        x: art.middle - 7 * art.unit
        y: -art.unit * 4
        width: 14 * art.unit
        height: 14 * art.unit
        color: Theme.arm
    }
    Rectangle {
        x: art.middle - 24 * art.unit
        y: 7 * art.unit
        width: 48 * art.unit
        height: 18 * art.unit
        radius: 6 * art.unit
        color: Theme.casing
        border.width: Theme.name === "light" ? 0 : Theme.line
        border.color: Theme.edge

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 3 * art.unit
            width: 24 * art.unit
            height: 5 * art.unit
            radius: height / 2
            color: "#ffffff"
        }
    }
}
