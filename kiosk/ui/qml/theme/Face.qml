pragma Singleton
import QtQuick
import Kiosk

// What every control needs to know: the view on screen, and where a press goes.
QtObject {
    id: face

    property Bridge bridge: null
    property PreviewFeed feed: null
    property var view: ({})
    property bool mirrored: true
    property url logo
    // what a logo needs behind it to be seen, by theme
    property var plates: ({})
    // a key was the last thing pressed: show where the focus is
    property bool keys: false
    // the one button that is held down; a second finger on another one does nothing
    property Item holder: null

    // what pages borrow
    readonly property Attic attic: Attic {}

    readonly property bool rtl: view.rtl === true

    function tap(action: string, value: string) {
        if (bridge)
            bridge.tap(action, value);
    }

    // The focus has come to a control by keys: its name is spoken to those who do not see it.
    function focused(action: string, value: string, name: string) {
        if (bridge)
            bridge.focused(action, value, name);
    }
    // The keys that a keypad for people who do not see has beside the arrows: hear it again, louder, softer.
    function aided(key: int): bool {
        const wish = ({
                [Qt.Key_F1]: "repeat",
                [Qt.Key_Help]: "repeat",
                [Qt.Key_Asterisk]: "repeat",
                [Qt.Key_VolumeUp]: "louder",
                [Qt.Key_Plus]: "louder",
                [Qt.Key_VolumeDown]: "softer",
                [Qt.Key_Minus]: "softer"
            })[key];
        if (wish)
            tap("aid", wish);
        return !!wish;
    }
    // whether a press of what sends no tap is not the same one again
    function counts(name: string): bool {
        return bridge ? bridge.counts(name) : true;
    }

    // a whole number in the digits of the language on screen
    function num(n: int): string {
        const digits = view.numerals;
        const plain = String(n);
        return digits ? plain.replace(/[0-9]/g, d => digits[Number(d)]) : plain;
    }
    // digits and a point as they were typed, in the writing of the language on screen
    function written(typed: string): string {
        const digits = view.numerals;
        const pointed = typed.replace(".", view.decimal_point || ".");
        return digits ? pointed.replace(/[0-9]/g, d => digits[Number(d)]) : pointed;
    }
}
