import QtQuick
import QtQuick.Shapes
import "../theme"

// The house's mark: a scalloped disc with a fine ring, as a stamp leaves it.
Item {
    id: seal

    property color fill: Theme.accent
    property color ink: Theme.accentInk
    // keeps it apart from what it comes to lie upon
    property color rim: "transparent"
    property int scallops: 14
    property real ringWidth: 3

    function outline(): string {
        const n = seal.scallops;
        const r = (44 * Math.sin(Math.PI / n) * 1.12).toFixed(2);
        let path = "";
        for (let i = 0; i <= n; ++i) {
            const a = 2 * Math.PI * i / n;
            const at = (50 + 44 * Math.cos(a)).toFixed(2) + " " + (50 + 44 * Math.sin(a)).toFixed(2);
            path += i ? "A" + r + " " + r + " 0 0 1 " + at : "M" + at;
        }
        return path + "Z";
    }

    Shape {
        width: 100
        height: 100
        anchors.centerIn: parent
        scale: seal.width / 100
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeWidth: 3
            strokeColor: seal.rim
            fillColor: seal.fill
            PathSvg {
                path: seal.outline()
            }
        }
        ShapePath {
            strokeWidth: seal.ringWidth
            strokeColor: seal.ink
            fillColor: "transparent"
            PathAngleArc {
                centerX: 50
                centerY: 50
                radiusX: seal.scallops > 14 ? 39 : 34
                radiusY: seal.scallops > 14 ? 39 : 34
                startAngle: 0
                sweepAngle: 360
            }
        }
    }
}
