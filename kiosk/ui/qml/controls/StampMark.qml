import QtQuick
import QtQuick.Shapes
import "../theme"

// One stamp as it is pressed on the card: a scalloped seal with the shop's initial, never quite straight.
Item {
    id: mark

    property string initial: ""
    property int seed: 0

    rotation: [-9, 5, -4, 11, -7, 3, 8, -11, 6, -3][seed % 10]

    function scallops(): string {
        const n = 14;
        let path = "";
        for (let i = 0; i <= n; ++i) {
            const a = 2 * Math.PI * i / n;
            const x = 50 + 44 * Math.cos(a);
            const y = 50 + 44 * Math.sin(a);
            path += i ? "A11 11 0 0 1 " + x.toFixed(2) + " " + y.toFixed(2) : "M" + x.toFixed(2) + " " + y.toFixed(2);
        }
        return path + "Z";
    }

    Shape {
        width: 100
        height: 100
        anchors.centerIn: parent
        scale: mark.width / 100
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeWidth: 0
            strokeColor: "transparent"
            fillColor: Theme.accent
            PathSvg {
                path: mark.scallops()
            }
        }
        ShapePath {
            strokeWidth: 3
            strokeColor: Theme.accentInk
            fillColor: "transparent"
            PathAngleArc {
                centerX: 50
                centerY: 50
                radiusX: 34
                radiusY: 34
                startAngle: 0
                sweepAngle: 360
            }
        }
    }
    Text {
        anchors.centerIn: parent
        text: mark.initial
        color: Theme.accentInk
        font.bold: true
        font.pixelSize: Math.max(6, mark.width * 0.38)
        Accessible.ignored: true
    }
}
