pragma ComponentBehavior: Bound
import QtQuick
import KioskDock
import "../../ui/qml/theme"

// A page of switches, two abreast, with a line of words below: [[name, words, prefix of its object name], …]
Column {
    id: page

    required property DockBridge dock
    property var names: []
    property var turned: ({})
    property string prefix: ""
    property string note: ""

    spacing: 4

    Grid {
        width: parent.width
        columns: 2
        columnSpacing: 8
        rowSpacing: 1
        Repeater {
            model: page.names
            delegate: Toggle {
                required property var modelData
                objectName: page.prefix + modelData[0]
                width: (page.width - 8) / 2
                height: 30
                text: modelData[1]
                on: page.turned[modelData[0]] === true
                onAsked: wish => page.dock.turn(modelData[0], wish)
            }
        }
    }
    Text {
        visible: text !== ""
        width: parent.width
        text: page.note
        color: Theme.soft
        font.pixelSize: 12
        wrapMode: Text.Wrap
    }
}
