import QtQuick
import "../../ui/qml/theme"

// A card of the dock: a name, its state on the right, and what is in it.
Rectangle {
    id: section

    property string title: ""
    property string status: ""
    property bool alarm: false
    default property alias content: inside.data

    implicitHeight: inside.y + inside.height + 14
    radius: 14
    color: Theme.surface
    border.width: 1
    border.color: Qt.alpha(Theme.edge, 0.25)

    Text {
        id: name
        x: 14
        y: 10
        text: section.title
        color: Theme.ink
        font.pixelSize: 15
        font.bold: true
    }
    Rectangle {
        visible: section.status !== ""
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: name.verticalCenter
        width: Math.min(Math.ceil(measure.advanceWidth) + 21, section.width - name.width - 50)
        height: 22
        radius: 11
        color: section.alarm ? Qt.alpha(Theme.bad, 0.12) : Qt.alpha(Theme.good, 0.12)

        TextMetrics {
            id: measure
            font: state.font
            text: section.status
        }
        Text {
            id: state
            anchors.centerIn: parent
            width: parent.width - 20
            text: section.status
            color: section.alarm ? Theme.bad : Theme.good
            font.pixelSize: 12
            elide: Text.ElideRight
        }
    }
    Column {
        id: inside
        x: 14
        y: name.y + name.height + 8
        width: section.width - 28
        spacing: 8
    }
}
