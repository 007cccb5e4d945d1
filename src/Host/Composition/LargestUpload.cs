using Host.Pages.Shared;

namespace Host.Composition;

/// <summary>
/// Turns a request away that is larger than anything the house takes, with a page that says why: before a byte of it is read
/// where it says how large it is, else where it grows too large.
/// </summary>
internal sealed class LargestUpload(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.ContentLength is > Uploads.LargestRequest)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (!http.Request.HasFormContentType)
        {
            await next(http);
            return;
        }

        var form = new Watched(http.Request.Body);
        http.Request.Body = form;
        await next(http);
        // Whoever looks for the form's token finds a form he cannot read, and takes it for one without a token.
        if (form.GrewTooLarge && http.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest })
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
    }

    /// <summary>A body that remembers whether the server below refused to read on.</summary>
    private sealed class Watched(Stream body) : Stream
    {
        public bool GrewTooLarge { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await body.ReadAsync(buffer, cancellationToken);
            }
            catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                GrewTooLarge = true;
                throw;
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
