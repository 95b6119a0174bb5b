pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A button that sends its own tap. spec: {label, action, value, style, enabled}.
Item {
    id: button

    property var spec: ({})
    property string icon: ""
    property bool iconOnly: false
    property bool chosen: false
    // a key of a keypad: fires when touched, not when let go, and two thumbs may roll over it
    property bool isKey: false
    property real textSize: Theme.base * 0.86
    // a choice that stays on screen beside the screen's own action must not outshine it
    property bool soft: false
    // icon over label, as on a tile
    property bool tile: false
    property real iconSize: Math.min(height, width) * (iconOnly ? 0.56 : 0.5)
    property color iconColour: face.inkColour
    property int align: Text.AlignHCenter
    // choice: one of several holds; switch: it holds or not. Anything else is a plain button.
    property string role: ""
    property bool ticked: chosen

    readonly property string label: spec.label || ""
    readonly property string action: spec.action || ""
    readonly property string value: spec.value || ""
    readonly property string look: spec.style || "plain"
    readonly property bool primary: look === "primary" || (chosen && !soft)
    property bool held: false
    property string heldAs: ""

    objectName: "button_" + action + (value ? "_" + value : "")
    enabled: spec.enabled !== false
    activeFocusOnTab: enabled
    implicitHeight: Theme.targetHeight
    implicitWidth: Theme.targetWidth

    Accessible.role: role === "choice" ? Accessible.RadioButton : role === "switch" ? Accessible.CheckBox : Accessible.Button
    Accessible.name: label
    Accessible.checkable: role !== ""
    Accessible.checked: role !== "" && ticked
    Accessible.focusable: enabled
    Accessible.onPressAction: fire()

    function identity(): string {
        return action + "/" + value + "/" + (Face.view.session || "") + "/" + (Face.view.screen || "");
    }
    // what a key without an action of its own does is its keyboard's business
    signal used

    function fire() {
        // a key of the keyboard's own sends nothing, so nobody else would know of its second press
        if (enabled && (action || Face.counts(objectName)))
            used();
        if (enabled && action)
            Face.tap(action, value);
    }
    function letGo() {
        held = false;
        if (Face.holder === button)
            Face.holder = null;
    }
    onEnabledChanged: if (!enabled)
        letGo()
    Component.onDestruction: letGo()

    onActiveFocusChanged: if (activeFocus && Face.keys)
        Face.focused(action, value, Accessible.name)
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            fire();
    }
    Keys.onEnterPressed: event => {
        if (!event.isAutoRepeat)
            fire();
    }
    Keys.onSpacePressed: event => {
        if (!event.isAutoRepeat)
            fire();
    }

    // after onTapped, which comes second
    Timer {
        id: later
        interval: 0
        onTriggered: button.letGo()
    }
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onPressedChanged: {
            if (pressed) {
                Face.keys = false;
                if (button.isKey) {
                    button.held = true;
                    if (!Face.holder)
                        button.fire();
                } else if (!Face.holder) {
                    Face.holder = button;
                    button.held = true;
                    button.heldAs = button.identity();
                }
            } else {
                later.start();
            }
        }
        // What was pressed is what is meant: a screen that changed under the finger changes nothing.
        onTapped: if (!button.isKey && button.held && button.heldAs === button.identity()) {
            button.letGo();
            button.fire();
        }
    }

    Rectangle {
        id: ring
        objectName: "ring"
        readonly property real breadth: border.width
        anchors.fill: parent
        anchors.margins: -Theme.ring - 3
        radius: face.radius + Theme.ring + 3
        visible: button.activeFocus && Face.keys
        color: "transparent"
        border.width: Theme.ring
        border.color: Theme.ink
    }

    Rectangle {
        id: face
        anchors.fill: parent
        anchors.topMargin: button.held ? Theme.line : 0
        radius: Math.min(Theme.radius, height / 2)
        color: !button.enabled ? Theme.paper : button.held ? (button.primary ? Theme.ink : Theme.tint) : button.primary ? Theme.accent : button.chosen ? Theme.tint : button.look === "quiet" ? "transparent" : Theme.surface
        border.width: button.primary && button.enabled && Theme.name !== "contrast" ? 0 : button.chosen ? Theme.line * 1.5 : Theme.line * (button.look === "quiet" ? 0.75 : 1)
        border.color: button.chosen ? Theme.accent : Theme.edge

        readonly property real aside: Math.min(parent.height * 0.2, Theme.margin)
        readonly property color inkColour: !button.enabled ? Theme.soft : button.primary ? (button.held ? Theme.paper : Theme.accentInk) : Theme.ink

        KIcon {
            visible: button.icon !== ""
            name: button.icon
            color: button.enabled ? button.iconColour : face.inkColour
            width: button.iconSize
            height: width
            stroke: button.tile ? 5 : 7
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: button.tile ? (words.y - parent.height) / 2 : 0
            // no anchors that change: two of them at once would stretch it
            x: button.iconOnly || button.tile ? (parent.width - width) / 2 : Face.rtl ? parent.width - width - face.aside : face.aside
        }

        FitText {
            id: words
            visible: !button.iconOnly
            anchors.fill: parent
            anchors.margins: Math.min(parent.height * 0.06, Theme.gap)
            anchors.topMargin: button.tile ? parent.height * 0.56 : anchors.margins
            anchors.bottomMargin: button.tile ? parent.height * 0.08 : anchors.margins
            anchors.leftMargin: button.icon && !button.tile ? 1.8 * face.aside + button.iconSize : Math.min(button.textSize * 0.4, parent.width * 0.08)
            anchors.rightMargin: Math.min(button.textSize * 0.4, parent.width * 0.08)
            text: button.label
            color: face.inkColour
            size: button.textSize
            font.bold: button.primary || button.isKey || button.chosen || button.tile
            horizontalAlignment: button.align
            verticalAlignment: Text.AlignVCenter
        }
        // not by colour alone: what is chosen has a line under it
        Rectangle {
            visible: button.chosen
            anchors.bottom: parent.bottom
            anchors.bottomMargin: parent.height * 0.1
            anchors.horizontalCenter: parent.horizontalCenter
            width: parent.width * 0.4
            height: Theme.line * 1.5
            radius: height / 2
            color: button.soft ? Theme.accent : face.inkColour
        }
    }
}
