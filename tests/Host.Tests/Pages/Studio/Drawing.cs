using Microsoft.Playwright;

namespace Host.Tests.Pages.Studio;

/// <summary>A flow in the designer's editor, changed with mouse and keys as a person changes it. Every step waits for what it brings about.</summary>
internal sealed class Drawing(IPage page, IFrameLocator editor)
{
    // The toolbar's buttons have no names; their icons tell them apart.
    private const string PublishIcon = "M19.35 10.04";

    /// <summary>Waits until it is drawn, and fitted to its pane by the page around it.</summary>
    public async Task ReadyAsync()
    {
        await Nodes.First.SeenAsync();
        await StandsStillAsync();
    }

    /// <summary>Copies an activity by Ctrl+C and Ctrl+V and puts the copy to the left edge, in the row of another one; returns its id.</summary>
    public async Task<string> CopyAsync(string id, string besides)
    {
        var before = await IdsAsync();
        await Node(id).Locator(".activity-icon").ClickAsync();
        await editor.Locator(".x6-widget-selection-box").First.SeenAsync();
        await page.Keyboard.PressAsync("Control+c");
        await SavedAsync(() => page.Keyboard.PressAsync("Control+v"));
        await Assertions.Expect(Nodes).ToHaveCountAsync(before.Count + 1);
        var copy = (await IdsAsync()).Except(before).Single();
        await UnselectAsync();

        var (canvas, row) = (await BoxAsync(Canvas), await BoxAsync(Node(besides)));
        await SavedAsync(() => DragAsync(Middle(BoxAsync(Node(copy).Locator(".activity-icon"))), Task.FromResult((canvas.X + 40, row.Y + (row.Height / 2)))));
        await UnselectAsync();
        return copy;
    }

    /// <summary>Removes the connection by the cross it shows under the mouse.</summary>
    public async Task CutAsync(string from, string port, string to)
    {
        var edges = await editor.Locator(".x6-edge").CountAsync();
        var frame = await BoxAsync(page.Locator("[data-studio] iframe"));
        var over = await editor.Locator(".x6-graph").First.EvaluateAsync<float[]>(
            """
            (graph, [from, port, to]) => {
              const at = (id, name) => {
                const box = graph.querySelector(`.x6-node[data-cell-id="${id}"] .x6-port-body[port="${name}"]`).getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
              };
              const far = ([x, y], [a, b]) => Math.hypot(x - a, y - b);
              const [begin, end] = [at(from, port), at(to, "In")];
              const all = [...graph.querySelectorAll(".x6-edge path:first-child")].map((path) => {
                const [matrix, length] = [path.getScreenCTM(), path.getTotalLength()];
                const point = (part) => { const p = path.getPointAtLength(length * part).matrixTransform(matrix); return [p.x, p.y]; };
                return { path, point, miss: far(point(0), begin) + far(point(1), end) };
              });
              const { path, point } = all.reduce((best, one) => one.miss < best.miss ? one : best);
              const bare = Array.from({ length: 99 }, (_, i) => point((i + 1) / 100)).filter((p) => document.elementFromPoint(...p) === path);
              return bare[Math.floor(bare.length / 2)];
            }
            """,
            new[] { from, port, to });
        await page.Mouse.MoveAsync(frame.X + over[0], frame.Y + over[1]);
        await SavedAsync(() => editor.Locator(".x6-cell-tool[data-tool-name=button-remove]").ClickAsync());
        await Assertions.Expect(editor.Locator(".x6-edge")).ToHaveCountAsync(edges - 1);
    }

    /// <summary>Draws a connection from port to port.</summary>
    public async Task ConnectAsync(string from, string port, string to)
    {
        var edges = await editor.Locator(".x6-edge").CountAsync();
        await SavedAsync(() => DragAsync(
            Middle(BoxAsync(Node(from).Locator($".x6-port-body[port='{port}']"))), Middle(BoxAsync(Node(to).Locator(".x6-port-body[port=In]")))));
        await Assertions.Expect(editor.Locator(".x6-edge")).ToHaveCountAsync(edges + 1);
        await UnselectAsync();
    }

    public async Task NameTaskAsync(string id, string name)
    {
        await Node(id).Locator(".activity-icon").ClickAsync();
        var field = editor.Locator(".mud-input-control", new() { HasText = "任务名" }).Locator("input").First;
        await SavedAsync(async () =>
        {
            await field.FillAsync(name);
            await field.PressAsync("Tab");
        });
        await UnselectAsync();
    }

    public async Task DeleteAsync(string id)
    {
        await Node(id).Locator(".activity-icon").ClickAsync();
        await editor.Locator(".x6-widget-selection-box").First.SeenAsync();
        await SavedAsync(() => page.Keyboard.PressAsync("Delete"));
        await Assertions.Expect(Node(id)).ToHaveCountAsync(0);
    }

    /// <summary>Presses the button and gives the server's answer.</summary>
    public async Task<int> PublishAsync()
    {
        var answer = page.WaitForResponseAsync(r => IsSave(r) && r.Request.PostData!.EndsWith("\"publish\":true}", StringComparison.Ordinal), Patient);
        await editor.Locator($"button.mud-icon-button:has(path[d^='{PublishIcon}'])").ClickAsync();
        return (await answer).Status;
    }

    private static PageWaitForResponseOptions Patient => new() { Timeout = StudioSteps.Patience };

    private ILocator Nodes => editor.Locator(".x6-node");

    private ILocator Canvas => editor.Locator(".x6-graph").First;

    private ILocator Node(string id) => editor.Locator($".x6-node[data-cell-id='{id}']");

    private static bool IsSave(IResponse answer) =>
        answer.Request.Method == "POST" && answer.Url.EndsWith("/workflow-definitions", StringComparison.Ordinal);

    /// <summary>Everything done to the drawing is saved by itself; the next step waits for it.</summary>
    private async Task SavedAsync(Func<Task> change)
    {
        var saved = page.WaitForResponseAsync(IsSave, Patient);
        await change();
        Assert.Equal(200, (await saved).Status);
        await StandsStillAsync();
    }

    private async Task UnselectAsync()
    {
        await Canvas.ClickAsync(new() { Position = new() { X = 25, Y = 25 } });
        await Assertions.Expect(editor.Locator(".x6-widget-selection-box")).ToHaveCountAsync(0);
    }

    private async Task DragAsync(Task<(float X, float Y)> from, Task<(float X, float Y)> to)
    {
        var ((x, y), (toX, toY)) = (await from, await to);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((x + toX) / 2, (y + toY) / 2, new() { Steps = 8 });
        await page.Mouse.MoveAsync(toX, toY, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    /// <summary>Waits until the drawing is where it was a moment ago: fitting and the pane below move it.</summary>
    private async Task StandsStillAsync() => await Canvas.EvaluateAsync(
        """
        (graph) => new Promise((still) => {
          const where = () => [...graph.querySelectorAll(".x6-node")].map((n) => { const b = n.getBoundingClientRect(); return `${b.x},${b.y}`; }).join(";");
          let [last, times] = ["", 0];
          const look = () => {
            const now = where();
            times = now === last ? times + 1 : 0;
            last = now;
            times > 30 ? still() : requestAnimationFrame(look);
          };
          look();
        })
        """);

    private async Task<IReadOnlyList<string>> IdsAsync() =>
        await Nodes.EvaluateAllAsync<string[]>("all => all.map(n => n.getAttribute('data-cell-id'))");

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator what) =>
        await what.BoundingBoxAsync(new() { Timeout = StudioSteps.Patience }) ?? throw new InvalidOperationException("it is not in sight");

    private static async Task<(float X, float Y)> Middle(Task<LocatorBoundingBoxResult> box) =>
        ((await box).X + ((await box).Width / 2), (await box).Y + ((await box).Height / 2));
}
