pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

// The camera's picture with the tests under it, and a line for each device: how it is, by a sign and in words.
Page {
    id: screen

    readonly property var facts: body.facts || []
    readonly property var tests: body.tests || []
    readonly property bool seeing: Face.view.show_preview === true
    readonly property bool stacked: side.width < 2 * Theme.targetWidth * 1.7 + Theme.gap

    Item {
        id: side
        anchors.left: parent.left
        y: Theme.portrait ? screen.roomHeight - height : 0
        width: Theme.portrait ? parent.width : parent.width * 0.36
        height: Theme.portrait ? (screen.seeing ? screen.roomHeight * 0.3 : 0) + buttons.height + Theme.margin : screen.roomHeight

        Rectangle {
            visible: !screen.seeing && !Theme.portrait
            width: aim.width
            height: aim.height
            radius: Theme.radius * 1.5
            color: Theme.tint
            border.width: Theme.line
            border.color: Theme.edge
            KIcon {
                anchors.centerIn: parent
                width: Math.min(parent.width, parent.height) * 0.5
                height: width
                name: "devices"
                color: Theme.accent
                stroke: 4
            }
        }
        AimFrame {
            id: aim
            visible: screen.seeing
            corners: false
            width: parent.width
            height: Math.min(parent.height - buttons.height - Theme.gap, Theme.portrait ? parent.height : width * 0.9)
        }
        Grid {
            id: buttons
            y: parent.height - height
            width: parent.width
            columns: screen.stacked ? 1 : 2
            spacing: Theme.gap

            Repeater {
                model: screen.tests.length

                KButton {
                    required property int index
                    spec: screen.tests[index] || ({})
                    width: (buttons.width - (buttons.columns - 1) * Theme.gap) / buttons.columns
                    height: Math.max(Theme.targetHeight, Math.min(Theme.base * 1.75, Theme.small * 0.1))
                }
            }
        }
    }
    FactList {
        facts: screen.facts
        anchors.right: parent.right
        width: Theme.portrait ? parent.width : parent.width * 0.64 - Theme.margin
        height: Theme.portrait ? screen.roomHeight - side.height - Theme.margin : screen.roomHeight
    }
}
