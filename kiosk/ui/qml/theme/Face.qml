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
