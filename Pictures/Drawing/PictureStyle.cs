namespace Aevrion.Pictures.Drawing;

/// <summary>The colours and letters that all pictures have in common, for a light and for a dark page.</summary>
internal static class PictureStyle
{
    /// <summary>Steps of <c>heat0</c> to <c>heat4</c>, from few to many.</summary>
    public const int HeatSteps = 5;

    /// <summary>CSS. Whatever text lies on is so pale, or in the dark so deep, that the text is read well.</summary>
    public const string Sheet =
        """
        .page { fill: #ffffff }
        text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #3d444d }
        .title { font-size: 16px; font-weight: 600; fill: #1f2328 }
        .strong { font-weight: 600; fill: #1f2328 }
        .small { font-size: 11px; fill: #59636e }
        .code { font: 12px ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; fill: #1f2328 }
        .tiny { font: 10px ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; fill: #1f2328 }
        .end { text-anchor: end }
        .middle { text-anchor: middle }
        .line { stroke: #818b98; fill: none }
        .faint { stroke: #d1d9e0; fill: none }
        .dashed { stroke-dasharray: 4 4 }
        .arrow { stroke: #59636e; stroke-width: 1.5; fill: none }
        .arrow.head { fill: #59636e; stroke: none }
        .box { fill: #f6f8fa; stroke: #d1d9e0 }
        .empty { fill: none; stroke: #d1d9e0 }
        .heat0 { fill: #edf4fc } .heat1 { fill: #cfe3f8 } .heat2 { fill: #acd0f4 } .heat3 { fill: #86baee } .heat4 { fill: #5fa3e6 }
        .lit { fill: #f5b36b }
        .pale { fill: #d1d9e0 }
        .first { fill: #0969da; stroke: none } .second { fill: #bc4c00; stroke: none } .third { fill: #8250df; stroke: none }
        .first-line { stroke: #0969da; stroke-width: 2; fill: none } .second-line { stroke: #bc4c00; stroke-width: 2; fill: none }
        .third-line { stroke: #8250df; stroke-width: 2; fill: none } .bold-line { stroke: #afb8c1; stroke-width: 8; fill: none }
        .first-line.head { fill: #0969da; stroke: none } .second-line.head { fill: #bc4c00; stroke: none } .third-line.head { fill: #8250df; stroke: none }
        .first-box { fill: #ddeeff; stroke: #0969da } .second-box { fill: #fff0e2; stroke: #bc4c00 } .third-box { fill: #f3ebff; stroke: #8250df }
        .good { fill: #1a7f37; font-weight: 600 } .bad { fill: #bc4c00; font-weight: 600 }
        @media (prefers-color-scheme: dark) {
          .page { fill: #0d1117 }
          text { fill: #b7bec7 }
          .title, .strong { fill: #f0f6fc }
          .small { fill: #9198a1 }
          .code, .tiny { fill: #f0f6fc }
          .line { stroke: #656c76 }
          .faint { stroke: #30363d }
          .arrow { stroke: #9198a1 }
          .arrow.head { fill: #9198a1 }
          .box { fill: #161b22; stroke: #30363d }
          .empty { stroke: #30363d }
          .heat0 { fill: #14243a } .heat1 { fill: #17345a } .heat2 { fill: #1b4679 } .heat3 { fill: #215999 } .heat4 { fill: #2a6ebb }
          .lit { fill: #9a5b16 }
          .pale { fill: #3d444d }
          .first { fill: #58a6ff } .second { fill: #f0883e } .third { fill: #a371f7 }
          .first-line { stroke: #58a6ff } .second-line { stroke: #f0883e } .third-line { stroke: #a371f7 } .bold-line { stroke: #59636e }
          .first-line.head { fill: #58a6ff } .second-line.head { fill: #f0883e } .third-line.head { fill: #a371f7 }
          .first-box { fill: #122a46; stroke: #58a6ff } .second-box { fill: #3a2413; stroke: #f0883e } .third-box { fill: #291c44; stroke: #a371f7 }
          .good { fill: #3fb950 } .bad { fill: #f0883e }
        }
        """;

    /// <summary>The class of a share of the most there is.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Heat(double share) => $"heat{Math.Clamp((int)(share * HeatSteps), 0, HeatSteps - 1)}";
}
