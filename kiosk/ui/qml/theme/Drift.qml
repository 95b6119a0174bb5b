import QtQuick

// Against burn-in: while nobody is there, everything that stands still moves on by a pixel now and then, to and
// fro within half of the margin. Across and down have ways of different lengths, so that it comes by nearly
// every place of that field. Too slow to be seen, so it is no motion; what was reached stays for the sessions.
Item {
    id: drift

    property bool resting: false
    property real reach: 0
    property int step: 0

    readonly property int wide: Math.max(1, Math.floor(reach))
    readonly property int high: Math.max(1, wide - 1)
    readonly property int across: swing(step, wide)
    readonly property int down: swing(step, high)

    objectName: "drift"

    // from 0 to one end, to the other, and back
    function swing(n: int, most: int): int {
        const at = (n + most) % (4 * most);
        return at <= 2 * most ? at - most : 3 * most - at;
    }
    Timer {
        interval: 20000
        repeat: true
        running: drift.resting
        onTriggered: drift.step += 1
    }
}
