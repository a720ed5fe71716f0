# A mail message with an attachment, and quoted words.
import email
import email.policy
from email.message import EmailMessage
from urllib.parse import parse_qs, quote, urljoin, urlsplit

message = EmailMessage()
message["Subject"], message["From"] = "Grüße an alle", "Jürgen <j@example.org>"
message.set_content("Text mit ü\n")
message.add_attachment(b"\0\1\2", maintype="application", subtype="octet-stream", filename="dätä.bin")
message.set_boundary("border")
text = message.as_bytes()
print(text.decode())
again = email.message_from_bytes(text, policy=email.policy.default)
print(again["subject"], [part.get_filename() for part in again.iter_attachments()], again["from"].addresses[0].domain)
print(urlsplit("http://u:p@[::1]:80/p?q=1#f").port, urljoin("http://a/b/c", "../d?e"))
print(quote("ü /"), parse_qs("a=1&a=2&b="))
