import QtQuick
import Kiosk
import "theme"
import "controls"
import "screens"

// The one picture: header, the screen of the view's kind, its buttons, and what may lie over it all.
FocusScope {
    id: root

    required property Bridge bridge
    required property PreviewFeed feed
    property var accents: ({})
    property list<real> screenMm: [0, 0]
    property url logo
    // what a logo needs behind it to be seen, by theme
    property var plates: ({})
    property bool mirrored: true
    property bool motion: true

    readonly property var view: bridge ? bridge.view : ({})
    readonly property var body: view.body || ({})
    readonly property string kind: body.type || ""
    readonly property bool ready: kind !== ""
    readonly property bool typing: (kind === "StaffCoupon" && body.typing === true) || kind === "StaffTyping"
    readonly property bool asking: !!view.still_there
    readonly property bool choosing: !!view.access && view.access.open === true && !asking
    readonly property var languages: view.languages || []
    // The face's own confirm button of a typed token comes before the screen's buttons.
    readonly property var actions: (typing && body.confirm_label ? [
            {
                label: body.confirm_label,
                action: "confirm",
                value: "",
                style: "primary",
                enabled: body.can_confirm === true
            }
        ] : []).concat(view.buttons || [])
    // The screen as a lamp: its edges shine, and the page makes room for them all round.
    readonly property bool shining: view.lamp === "on"
    readonly property real rim: shining ? Math.round(0.05 * Math.min(width, height)) : 0
    // a low screen has no room for a header beside a keyboard, or a list
    readonly property bool tight: (typing || kind === "StaffList") && (lowered > 0 || height < 6.5 * Theme.targetHeight + 6 * Theme.gap)
    // "Reach", on a tall screen: a screen with controls on its page, and not only at its foot, is all in the lower
    // half, laid out as on a wide screen of that size.
    readonly property bool reaching: height > width && !!view.aids && view.aids.reach === true
    readonly property real lowered: reaching && !choosing && (kind === "Pin" || kind.startsWith("Staff")) ? Math.round(height / 2) : 0

    focus: true
    // Where the focus is while it is nowhere: given to the scope itself it would go back to the button
    // that had it last, which may be out of sight by now and take the Enter that is meant for the screen.
    Item {
        id: rest
        focus: true
    }

    LayoutMirroring.enabled: view.rtl === true
    LayoutMirroring.childrenInherit: true

    Binding {
        target: Theme
        property: "name"
        value: root.view.theme || "light"
    }
    Binding {
        target: Theme
        property: "textScale"
        value: (root.view.text_scale || 100) / 100
    }
    Binding {
        target: Theme
        property: "width"
        value: root.width
    }
    Binding {
        target: Theme
        property: "height"
        value: root.height - root.lowered
    }
    Binding {
        target: Theme
        property: "screenMm"
        value: root.lowered > 0 ? [root.screenMm[0], root.screenMm[1] * (root.height - root.lowered) / root.height] : root.screenMm
    }
    Binding {
        target: Theme
        property: "accents"
        value: root.accents
    }
    Binding {
        target: Theme
        property: "motion"
        value: root.motion && !(root.view.aids && root.view.aids.calm)
    }
    Binding {
        target: Face
        property: "bridge"
        value: root.bridge
    }
    Binding {
        target: Face
        property: "feed"
        value: root.feed
    }
    Binding {
        target: Face
        property: "view"
        value: root.view
    }
    Binding {
        target: Face
        property: "mirrored"
        value: root.mirrored
    }
    Binding {
        target: Face
        property: "logo"
        value: root.logo
    }
    Binding {
        target: Face
        property: "plates"
        value: root.plates
    }

    // -- which screen ------------------------------------------------------------------------------
    property string shown: ""
    // One reading of one view: kind and session must not be of two different ones.
    readonly property string wanted: view.body ? view.body.type + "/" + view.session : ""
    function choose() {
        if (wanted === shown)
            return;
        // A new session gets new items: nothing of the old one can be left in them, nor the new one's be put
        // into the old ones: they go first.
        pages.source = "";
        shown = wanted;
        if (wanted)
            pages.source = "screens/" + wanted.split("/")[0] + ".qml";
        rest.forceActiveFocus();
        if (Theme.motion && pages.item)
            slide.restart();
    }
    onWantedChanged: choose()
    Component.onCompleted: choose()

    NumberAnimation {
        id: slide
        target: pages
        property: "shift"
        from: Theme.mm(6) * (Face.rtl ? -1 : 1)
        to: 0
        duration: Theme.quick
        easing.type: Easing.OutCubic
    }

    // -- keys --------------------------------------------------------------------------------------
    function buttonFor(actions: var): var {
        for (const button of (view.buttons || []))
            if (actions.includes(button.action) && button.enabled !== false)
                return button;
        return null;
    }
    function goBack() {
        if (choosing) {
            Face.tap(view.access.close.action, view.access.close.value);
            return;
        }
        const way = buttonFor(["back", "leave", "cancel_keep"]);
        if (way)
            Face.tap(way.action, way.value);
    }
    function enter() {
        if (asking || choosing)
            return;
        if ((kind === "Pin" && body.can_type) || typing || kind === "StaffEntry") {
            // Whether it is complete is the core's to say: keys are faster than a view comes back.
            Face.tap("confirm", "");
            return;
        }
        const first = (view.buttons || []).find(button => button.style === "primary" && button.enabled !== false);
        if (first)
            Face.tap(first.action, first.value);
    }
    function move(forward: bool) {
        Face.keys = true;
        const from = root.Window.activeFocusItem || root;
        let next = from.nextItemInFocusChain(forward);
        // round the window's own items that cannot be seen as focused
        for (let i = 0; i < 8 && next && (next === root || !next.activeFocusOnTab); ++i)
            next = next.nextItemInFocusChain(forward);
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }
    function typedKey(event: var): bool {
        const isDigit = event.text >= "0" && event.text <= "9" && event.text.length === 1;
        if (asking || choosing)
            return false;
        if ((kind === "Pin" && body.can_type) || kind === "StaffEntry") {
            // whichever of the two the keyboard has: there is one point only
            if (body.decimals === true && (event.text === "." || event.text === ",")) {
                Face.tap("character", ".");
                return true;
            }
            if (isDigit) {
                // whatever had the focus, Enter is meant for the number from here on
                rest.forceActiveFocus();
                Face.tap("digit", event.text);
                return true;
            }
            if (event.key === Qt.Key_Backspace || event.key === Qt.Key_Delete) {
                Face.tap("erase", "");
                return true;
            }
        } else if (typing && !body.busy) {
            if (event.text.length === 1 && (kind === "StaffTyping" ? event.text >= " " && event.text !== "\u007f" : /^[A-Za-z0-9._-]$/.test(event.text))) {
                rest.forceActiveFocus();
                Face.tap("character", event.text);
                return true;
            }
            if (event.key === Qt.Key_Backspace) {
                Face.tap("erase", "");
                return true;
            }
        }
        return false;
    }
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Tab || event.key === Qt.Key_Down || event.key === (Face.rtl ? Qt.Key_Left : Qt.Key_Right))
            move(true);
        else if (event.key === Qt.Key_Backtab || event.key === Qt.Key_Up || event.key === (Face.rtl ? Qt.Key_Right : Qt.Key_Left))
            move(false);
        else if (event.isAutoRepeat)
            return;
        else if (event.key === Qt.Key_Escape || event.key === Qt.Key_Back)
            goBack();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            enter();
        else
            event.accepted = typedKey(event) || (!asking && Face.aided(event.key));
    }

    // -- the picture -------------------------------------------------------------------------------
    Rectangle {
        objectName: "edges"
        anchors.fill: parent
        color: root.shining ? "#ffffff" : Theme.paper
    }
    Rectangle {
        visible: root.shining
        anchors.fill: parent
        anchors.margins: root.rim
        radius: Theme.radius * 1.5
        color: Theme.paper
        border.width: Theme.line
        border.color: Theme.edge
    }

    Drift {
        id: drift
        resting: root.body.dimmed !== undefined
        reach: 0.5 * Theme.margin
    }
    ShopSign {
        visible: root.lowered > 0 && stage.visible
        room: root.lowered
    }
    Item {
        id: stage
        // a screen that needs its margins, or that shines, stands where it is
        transform: Translate {
            x: root.tight || root.shining ? 0 : drift.across
            y: root.tight || root.shining ? 0 : drift.down
        }
        readonly property real margin: root.shining ? root.rim + Math.round(0.7 * Theme.margin) : Theme.margin
        anchors.fill: parent
        anchors.topMargin: root.lowered + (root.tight ? Theme.gap * 0.3 : margin)
        anchors.bottomMargin: root.tight ? Theme.gap * 0.5 : margin
        anchors.leftMargin: root.tight ? Theme.gap * 0.7 : margin
        anchors.rightMargin: anchors.leftMargin
        enabled: !root.asking && !root.choosing
        visible: root.ready && !root.choosing

        Item {
            id: header
            anchors.top: parent.top
            anchors.left: parent.left
            anchors.right: parent.right
            visible: !root.tight
            height: root.tight ? 0 : Theme.portrait ? Math.round(Math.max(Theme.base * 1.8, Theme.targetHeight)) : Theme.targetHeight

            ShopHead {
                anchors.fill: parent
                anchors.rightMargin: Theme.portrait || !controls.visible ? 0 : controls.width + Theme.gap
                // what is said in its place is said alone
                named: !(toast.roomy && toast.words)
                shop: root.lowered > 0 ? "" : root.view.shop_name || ""
            }
        }

        Loader {
            id: pages
            property real shift: 0
            readonly property Page page: item as Page
            anchors.top: header.bottom
            anchors.topMargin: root.tight ? 0 : Theme.space + (beside > 0 ? 0 : toast.below)
            // The one column of a screen whose other one needs its whole height.
            readonly property real beside: page ? page.sideWidth : 0
            anchors.bottom: Theme.portrait && controls.visible ? controls.top : parent.bottom
            anchors.bottomMargin: Theme.portrait && controls.visible ? Theme.space : 0
            x: shift
            width: parent.width

            Binding {
                target: pages.item
                when: pages.status === Loader.Ready
                property: "body"
                // Of the very kind the page is for: the view may already be another one's.
                value: root.wanted === root.shown && root.view.body ? root.view.body : ({})
                restoreMode: Binding.RestoreNone
            }
            Binding {
                target: pages.item
                when: pages.status === Loader.Ready
                property: "footer"
                value: bar.visible ? bar.height + Theme.space : 0
                restoreMode: Binding.RestoreNone
            }
            Binding {
                target: pages.item
                when: pages.status === Loader.Ready
                property: "headroom"
                value: pages.beside > 0 ? toast.below : 0
                restoreMode: Binding.RestoreNone
            }
        }

        ActionBar {
            id: bar
            readonly property real side: pages.page ? pages.page.sideWidth : 0
            visible: buttons.length > 0 || !!countdown
            buttons: root.actions
            slim: root.typing
            countdown: root.view.countdown || null
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.rightMargin: side > 0 ? side + Theme.margin : 0
            anchors.bottom: pages.bottom
            height: implicitHeight
        }

        // In the place of the shop's name where that has room enough, else between the header and the page,
        // which gives way: there is neither a button nor a number under it.
        Toast {
            id: toast
            objectName: "toast"
            readonly property bool roomy: Theme.portrait || !controls.visible
            readonly property real below: words && !roomy ? height + Theme.space : 0
            words: root.tight ? "" : root.view.toast || ""
            icon: root.view.toast_icon || ""
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.rightMargin: pages.beside > 0 && !roomy ? pages.beside + Theme.margin : 0
            y: roomy ? 0 : header.height + Theme.space
            height: roomy ? header.height : Math.min(Theme.base * (pages.beside > 0 ? 2.2 : 1.5), Theme.small * (pages.beside > 0 ? 0.18 : 0.14))
        }

        // languages, accessibility, lock: at the head of a wide screen, within reach on a tall one
        Item {
            id: controls
            readonly property bool headed: !!root.view.toast && root.view.toast_heads === true && !Theme.portrait
            visible: !root.tight && !headed && (root.languages.length > 0 || !!root.view.access_button || !!root.view.lock)
            anchors.right: parent.right
            y: Theme.portrait ? parent.height - height : 0
            height: barHeight
            width: Theme.portrait ? parent.width : row.width
            readonly property real barHeight: Math.max(Theme.targetHeight, Theme.portrait ? Theme.small * 0.075 : 0)

            Row {
                id: row
                anchors.centerIn: parent
                spacing: Theme.gap

                LanguageBar {
                    id: tongues
                    tall: controls.barHeight
                    languages: root.languages
                    current: root.view.language || ""
                    readonly property int extras: (root.view.access_button ? 1 : 0) + (root.view.lock ? 1 : 0)
                    room: (Theme.portrait ? stage.width : stage.width * 0.74) - extras * (Math.max(Theme.targetWidth, controls.barHeight) + Theme.gap)
                    named: room >= root.languages.length * (Theme.targetWidth * 1.1 + Theme.gap)
                }
                KButton {
                    visible: !!root.view.access_button
                    spec: root.view.access_button || ({})
                    icon: "access"
                    iconOnly: true
                    width: Math.max(Theme.targetWidth, height)
                    height: controls.barHeight
                }
                KButton {
                    objectName: "lock"
                    visible: !!root.view.lock
                    spec: ({
                            label: root.view.lock ? root.view.lock.label : "",
                            action: root.view.lock ? root.view.lock.action : "",
                            value: root.view.lock ? root.view.lock.value : "",
                            style: "quiet"
                        })
                    icon: "lock"
                    iconOnly: true
                    width: Math.max(Theme.targetWidth, height)
                    height: controls.barHeight
                }
            }
        }
    }

    AccessPanel {
        anchors.fill: parent
        anchors.margins: root.rim
        visible: root.choosing
        enabled: visible
        access: root.view.access || null
        tall: root.height > root.width
    }
    StillThere {
        anchors.fill: parent
        visible: root.asking
        enabled: visible
        question: root.view.still_there || ""
        moreTime: root.view.more_time || null
        countdown: root.view.countdown || null
    }
    Rectangle {
        anchors.fill: parent
        visible: root.bridge !== null && root.bridge.dimmed && !root.shining
        color: "#000000"
        opacity: 0.7
    }
}
