using Host.Accounts.Inviting;

namespace Host.Tests.Accounts.Inviting;

public sealed class VeiledLinksTests
{
    [Theory]
    [InlineData("重设密码：https://a.example/Account/NewPassword?token=Ab_9-x。", "重设密码：https://a.example/Account/NewPassword?token=…。")]
    [InlineData("<a href=\"https://a.example/Account/NewPassword?token=Ab_9-x\">", "<a href=\"https://a.example/Account/NewPassword?token=…\">")]
    [InlineData("https://a.example/issues/1", "https://a.example/issues/1")]
    public void The_secret_of_a_password_link_is_not_shown(string words, string shown) => Assert.Equal(shown, VeiledLinks.In(words));
}
