pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Every language by its own name; codes where the names have no room.
Row {
    id: bar

    property var languages: []
    property string current: ""
    property real room: 0
    property bool named: true
    property real tall: Theme.targetHeight
    readonly property real each: Math.max(Theme.targetWidth, Math.min(room > 0 ? (room - (languages.length - 1) * spacing) / Math.max(1, languages.length) : 0, named ? Theme.base * 4.2 : Theme.targetWidth))

    spacing: Theme.gap

    Repeater {
        model: bar.languages.length

        KButton {
            required property int index
            readonly property var language: bar.languages[index] || ({})
            objectName: "lang_" + (language.code || "")
            spec: ({
                    label: bar.named ? language.name : (language.code || "").toUpperCase(),
                    action: "language",
                    value: language.code || "",
                    style: "quiet"
                })
            chosen: language.code === bar.current
            soft: true
            role: "choice"
            Accessible.name: language.name || ""
            textSize: Theme.fine
            width: bar.each
            height: bar.tall
        }
    }
}
