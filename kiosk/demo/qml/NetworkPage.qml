pragma ComponentBehavior: Bound
import QtQuick
import KioskDock
import "../../ui/qml/theme"

// What may be between the kiosk and its server, and what the server may have against it.
Column {
    id: page

    required property DockBridge dock
    readonly property string mode: dock.network.mode
    readonly property var modes: [["ok", "Fine", "Everything arrives."], ["off", "Off", "The server refuses every connection."], ["hang", "Dead line", "Connections stand, and nothing ever comes back."], ["slow", "Slow", "Every answer comes 2 s late."], ["errors", "Errors", "The server answers 503 to everything."], ["torn", "Torn", "Every answer breaks off in its middle."], ["lost", "Lost answers", "Whatever changes something is done, but its answer is lost."], ["portal", "Captive portal", "A hotspot’s login page answers in the server’s place."], ["limit", "Rate limit", "429 to everything, with “try again in 3 s”."], ["key", "Wrong key", "The server does not take the kiosk’s key any more."], ["lapsed", "Unpaid", "The shop’s subscription has lapsed."]]

    spacing: 6

    Flow {
        width: parent.width
        spacing: 5
        Repeater {
            model: page.modes
            delegate: Chip {
                required property var modelData
                objectName: "network_" + modelData[0]
                height: 30
                implicitHeight: 30
                text: modelData[1]
                on: page.mode === modelData[0]
                onClicked: page.dock.set_network(modelData[0])
            }
        }
    }
    Text {
        width: parent.width
        text: (page.modes.find(one => one[0] === page.mode) || ["", "", ""])[2]
        color: Theme.soft
        font.pixelSize: 12
        wrapMode: Text.Wrap
    }
}
