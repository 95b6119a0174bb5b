import QtQuick
import "../theme"

// Text size and contrast, over any screen.
Item {
    id: panel

    property var access: null

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
        Accessible.ignored: true
    }
    Rectangle {
        anchors.top: parent.top
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.ring * 1.5
        color: Theme.accent
    }
    Column {
        id: column
        // within reach on a tall screen
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.margin * 1.3
        height: Math.min(panel.height - 2 * anchors.margins, panel.width * 1.05)
        spacing: (height - title.height - 2 * (group.height) - closer.height) / 3

        Words {
            id: title
            width: parent.width
            height: Math.min(Theme.headline * 1.4, column.height * 0.16)
            lines: [
                {
                    text: panel.access ? panel.access.title : "",
                    role: "headline"
                }
            ]
        }
        ChoiceRow {
            id: group
            width: parent.width
            height: Math.min(column.height * 0.28, Theme.base * 1.5 + Theme.targetHeight * 1.6)
            title: panel.access ? panel.access.size_title : ""
            choices: panel.access ? panel.access.sizes : []
        }
        ChoiceRow {
            width: parent.width
            height: group.height
            title: panel.access ? panel.access.theme_title : ""
            choices: panel.access ? panel.access.themes : []
        }
        KButton {
            id: closer
            spec: panel.access ? panel.access.close : ({})
            width: Theme.portrait ? parent.width : Math.min(parent.width, Theme.small * 0.9)
            height: Math.min(column.height * 0.17, Math.max(Theme.targetHeight, Theme.base * 1.75))
        }
    }
}
