import QtQuick
import QtQuick.Shapes
import "../theme"

// How much time is left, as a ring that empties; steps twice a second so that nothing moves for long.
Item {
    id: ring

    property var countdown: null
    property real rest: 0
    property double endsAt: 0
    property bool seconds: false

    visible: !!countdown
    Accessible.ignored: true

    onCountdownChanged: {
        if (!countdown)
            return;
        endsAt = Date.now() + countdown.remaining_ms;
        step();
    }
    function step() {
        if (countdown)
            rest = Math.max(0, Math.min(1, (endsAt - Date.now()) / countdown.total_ms));
    }
    // It never rests: a timer that begins and ends within one turn of Qt's loop, where screens follow each
    // other that fast, makes Qt warn of an animation driver that is not running.
    Timer {
        interval: 500
        repeat: true
        running: true
        onTriggered: ring.step()
    }

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: Theme.edge
            strokeWidth: Math.max(2, ring.width * 0.05)
            fillColor: "transparent"
            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: ring.width * 0.42
                radiusY: ring.width * 0.42
                startAngle: 0
                sweepAngle: 360
            }
        }
        ShapePath {
            strokeColor: Theme.accent
            strokeWidth: ring.width * 0.14
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: ring.width * 0.42
                radiusY: ring.width * 0.42
                startAngle: -90
                sweepAngle: 360 * ring.rest
            }
        }
    }
    Text {
        visible: ring.seconds
        anchors.centerIn: parent
        text: ring.countdown ? Face.num(Math.ceil(ring.rest * ring.countdown.total_ms / 1000)) : ""
        color: Theme.ink
        font.bold: true
        font.pixelSize: ring.width * 0.34
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
}
