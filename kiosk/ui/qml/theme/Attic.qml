import QtQuick
import Kiosk

// The items whose type is Python's: made once, lent to a page, taken back when it goes. PySide frees nothing of
// such an item that QML has destroyed, neither the object nor what Qt holds for it: some 10 KB each time.
Item {
    id: attic

    property list<Preview> previews
    property list<QrItem> codes

    function lendPreview(place: Item): Preview {
        const one = previews.length ? previews.pop() : preview.createObject(attic) as Preview;
        one.feed = Qt.binding(() => Face.feed);
        one.parent = place;
        return one;
    }
    function takePreview(one: Preview) {
        if (!one)  // at the end of the window all goes at once
            return;
        one.feed = null;
        one.parent = attic;
        previews.push(one);
    }
    function lendCode(place: Item): QrItem {
        const one = codes.length ? codes.pop() : code.createObject(attic) as QrItem;
        one.parent = place;
        return one;
    }
    function takeCode(one: QrItem) {
        if (!one)
            return;
        // what was on it was somebody's
        one.text = "";
        one.parent = attic;
        codes.push(one);
    }

    Component {
        id: preview

        Preview {
            objectName: "preview"
            anchors.fill: parent
            mirrored: Face.mirrored
            radius: Theme.radius * 1.5
            outline: "#ffffff"
            Accessible.ignored: true
        }
    }
    Component {
        id: code

        QrItem {
            objectName: "coupon_qr"
            anchors.fill: parent
            Accessible.ignored: true
        }
    }
}
