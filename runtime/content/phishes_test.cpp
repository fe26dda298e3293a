// SPDX-License-Identifier: Apache-2.0
#include "content/sample_mails.h"

namespace pbc::content {

Settings sample_settings() {
  Settings settings;
  settings.own_domains = {"acme.example"};
  settings.own_people = {"Erika Beispiel", "Tom Sample"};
  settings.trusted_authserv_ids = {"mx.acme.example"};
  return settings;
}

std::vector<SampleMail> sample_phishes() {
  return {
      {"mailbox_is_full",
       0.8,
       1,
       {.from = "IT Helpdesk <support@mail-admin-desk.example>",
        .to = "jo@acme.example",
        .subject = "Your mailbox is almost full",
        .headers = checked("spf=none; dmarc=none"),
        .text =
            "Dear user,\n\nYour mailbox has reached 98% of its storage quota. To avoid suspension of your account you "
            "must verify your account within 24 hours.\n\nClick the link below to continue:\n"
            "http://quota-update.test/owa/login\n\nIT Helpdesk"},
       {"credential-lure", "speaks-as-our-it"}},
      {"brand_in_html",
       0.8,
       1,
       {.from = "\"PayPal Service\" <notice@paypal-secure-login.example>",
        .to = "jo@acme.example",
        .subject = "Unusual sign-in activity",
        .headers = checked("spf=pass smtp.mailfrom=paypal-secure-login.example; dmarc=none"),
        .html =
            "<html><body><p>Dear customer,</p><p>We noticed unusual activity. Your account has been limited. Please "
            "<a href=\"https://paypal-secure-login.example/confirm\">https://www.paypal.com/signin</a> and confirm "
            "your "
            "identity within 48 hours.</p></body></html>"},
       {"name-of-brand", "text-shows-other-host", "sender-looks-like"}},
      {"german_bank",
       0.8,
       1,
       {.from = "Sparkasse Kundenservice <info@kundenportal-sicherheit.test>",
        .to = "jo@acme.example",
        .subject = "Ihr Konto wurde eingeschränkt",
        .headers = checked("spf=fail smtp.mailfrom=kundenportal-sicherheit.test; dmarc=none"),
        .text = "Sehr geehrter Kunde,\n\naus Sicherheitsgründen wurde Ihr Konto vorübergehend gesperrt. Bitte "
                "bestätigen Sie "
                "umgehend Ihre Daten, sonst erfolgt die Sperrung Ihrer "
                "Karte:\n\nhttps://sparkasse.kundenportal-sicherheit.test/"
                "bestaetigung\n\nMit freundlichen Grüßen\nIhre Sparkasse"},
       {"credential-request", "threat"}},
      {"homoglyph_domain",
       0.8,
       1,
       {.from = "Microsoft account team <security@m\xD1\x96"
                "crosoft.com>",  // a Cyrillic letter
        .to = "jo@acme.example",
        .subject = "Password expires today",
        .headers = checked("spf=pass; dmarc=none"),
        .text = "Your password expires today. Keep your current password: https://login.m\xD1\x96"
                "crosoft.com/keep"},
       {"sender-looks-like", "mixed-scripts"}},
      {"punycode_link",
       0.8,
       1,
       {.from = "Netflix <billing@members-update.example>",
        .to = "jo@acme.example",
        .subject = "Your payment was declined",
        .headers = checked("spf=softfail; dmarc=none"),
        .html = "<p>Your payment was declined. Please update your payment information to avoid suspension.</p>"
                "<a href='https://xn--ntflix-bva.com/account'>Update now</a>"},
       {"name-of-brand", "link-looks-like"}},
      {"digits_for_letters",
       0.8,
       1,
       {.from = "service@paypa1.com",
        .to = "jo@acme.example",
        .subject = "Confirm your account",
        .headers = checked("spf=pass; dmarc=none"),
        .text =
            "We could not verify your information. Your account will be suspended within 24 hours unless you confirm "
            "your identity at https://paypa1.com/verify"},
       {"sender-looks-like"}},
      {"own_domain_with_rn",
       0.7,
       1,
       {.from = "HR <hr@acrne.example>",
        .to = "jo@acme.example",
        .subject = "Updated policy: sign today",
        .headers = checked("spf=pass; dmarc=none"),
        .text = "Please review and sign the document before end of day: https://acrne.example/policy"},
       {"sender-looks-like"}},
      {"form_in_the_mail",
       0.8,
       1,
       {.from = "Webmail Admin <admin@host-mail.test>",
        .to = "jo@acme.example",
        .subject = "Validate your mailbox",
        .headers = checked("spf=none; dmarc=none"),
        .html = "<form action=\"https://collect.test/save\"><p>Validate your mailbox now or it will be deactivated.</p>"
                "<input name=user><input type=password name=pass><input type=submit></form>"},
       {"password-field", "credential-request"}},
      {"html_attachment",
       0.8,
       1,
       {.from = "Scanner <scan@printers.test>",
        .to = "jo@acme.example",
        .subject = "New voice message",
        .headers = checked("spf=none; dmarc=none"),
        .text = "You have received a new voicemail message. Open the attached file and sign in to verify your account "
                "immediately.",
        .attachments = {"VoiceMsg_0231.wav.html"}},
       {"page"}},
      {"hidden_in_html",
       0.8,
       1,
       {.from = "Account Center <noreply@notice-center.test>",
        .to = "jo@acme.example",
        .subject = "Action required",
        .headers = checked("spf=none; dmarc=none"),
        .html = "<p>Please ver<!-- x -->ify yo<!-- y -->ur acc<span style='display:none'>zz</span>ount "
                "immediate<span style=\"font-size:0\">q</span>ly or it will be sus<!-- -->pended: your account will be "
                "suspended. "
                "Confirm your identity.</p><a href=\"http://203.0.113.9/login\">continue</a>"},
       {"split-words", "ip-link", "credential-lure"}},
      {"disguised_words",
       0.8,
       1,
       {.from = "Support <support@helper.test>",
        .to = "jo@acme.example",
        .subject = "V\xD0\xB5rify your acc\xD0\xBEunt",
        .headers = checked("spf=none; dmarc=none"),
        .text = "Your acc\xE2\x80\x8Bount has been susp\xD0\xB5nded. Please v\xD0\xB5rify your p\xE2\x80\x8B"
                "assword immediately: "
                "https://helper-desk.test/a"},
       {"disguised-words", "credential-lure"}},
      {"parcel",
       0.6,
       1,
       {.from = "DHL Express <tracking@parcel-info.test>",
        .to = "jo@acme.example",
        .subject = "Your parcel is held at customs",
        .headers = checked("spf=none; dmarc=none"),
        .text = "Your package is pending delivery because of an unpaid customs fee of 1.99. Pay within 24 hours: "
                "https://bit.ly/3xyzabc"},
       {"name-of-brand", "parcel-waits", "shortened"}},
      {"french_tax",
       0.6,
       1,
       {.from = "Impots <contact@remboursement-gouv.test>",
        .to = "jo@acme.example",
        .subject = "Remboursement d'impôt disponible",
        .headers = checked("spf=fail; dmarc=none"),
        .text =
            "Un remboursement d'impôt est en attente. Veuillez confirmer vos coordonnées bancaires dans les 48 heures: "
            "https://remboursement-portail.test/formulaire"},
       {"money-waits", "credential-request"}},
      {"spanish_bank",
       0.8,
       1,
       {.from = "Santander <avisos@clientes-seguro.test>",
        .to = "jo@acme.example",
        .subject = "Su cuenta ha sido bloqueada",
        .headers = checked("spf=none; dmarc=fail header.from=clientes-seguro.test"),
        .text = "Estimado cliente: su cuenta ha sido bloqueada temporalmente. Verifique sus datos inmediatamente en "
                "https://santander.acceso-clientes.test"},
       {"threat", "dmarc-fails"}},
      {"italian_post",
       0.8,
       1,
       {.from = "Poste Italiane <info@servizio-conti.test>",
        .to = "jo@acme.example",
        .subject = "Il suo conto è stato sospeso",
        .headers = checked("spf=none; dmarc=none"),
        .text = "Gentile cliente, il suo conto è stato sospeso. Verifichi i suoi dati entro 24 ore cliccando qui: "
                "https://poste-verifica.test/accesso"},
       {"credential-lure"}},
      {"portuguese_bank",
       0.8,
       1,
       {.from = "Bradesco <seguranca@atualiza.test>",
        .to = "jo@acme.example",
        .subject = "Sua conta será bloqueada",
        .headers = checked("spf=none; dmarc=none"),
        .text = "Sua conta foi bloqueada. Confirme seus dados imediatamente para reativar sua conta: "
                "https://atualiza-dados.test/b"},
       {"credential-lure"}},
      {"dutch_bank",
       0.8,
       1,
       {.from = "Rabobank <service@betaalpas.test>",
        .to = "jo@acme.example",
        .subject = "Uw rekening is geblokkeerd",
        .headers = checked("spf=none; dmarc=none"),
        .text = "Uw rekening is geblokkeerd. Bevestig uw gegevens binnen 24 uur: https://betaalpas-nl.test/inloggen"},
       {"credential-lure"}},
      {"program_attached",
       0.8,
       1,
       {.from = "Accounts <accounts@vendor.test>",
        .to = "jo@acme.example",
        .subject = "Overdue invoice",
        .headers = checked("spf=none; dmarc=none"),
        .text = "See the attached invoice.",
        .attachments = {"Invoice_2026.pdf.exe"}},
       {"double-ending"}},
      {"locked_archive",
       0.5,
       1,
       {.from = "Accounts <accounts@vendor.test>",
        .to = "jo@acme.example",
        .subject = "Re: documents",
        .headers = checked("spf=none; dmarc=none"),
        .text = "As requested. The password for the archive is 7781.",
        .attachments = {"documents.zip"}},
       {"locked-archive"}},
      {"call_back",
       0.6,
       1,
       {.from = "Billing Team <order.38271@gmail.com>",
        .to = "jo@acme.example",
        .subject = "Your order was confirmed",
        .headers = proven("gmail.com"),
        .text =
            "Thank you for your purchase. Your Geek Squad subscription has been renewed and 399.99 USD was charged to "
            "your account. If you did not authorize this charge, call our support team at +1 (808) 555-0142 to "
            "cancel."},
       {"call-back"}},
      {"brand_before_foreign_host",
       0.7,
       1,
       {.from = "alerts@notify-hub.test",
        .to = "jo@acme.example",
        .subject = "Sign in to review your document",
        .headers = checked("spf=pass; dmarc=none"),
        .html = "<p>A document was shared with you.</p><a "
                "href='https://login.microsoftonline.com.session-id.test/o'>Open document</a>"},
       {"link-looks-like", "something-waits"}},
  };
}

std::vector<SampleMail> sample_frauds() {
  return {
      {"wire_from_the_boss",
       0.7,
       1,
       {.from = "Tom Sample <ceo.office77@gmail.com>",
        .to = "jo@acme.example",
        .subject = "Urgent",
        .headers = proven("gmail.com"),
        .text = "Jo,\n\nI need you to process a wire transfer to a new vendor today. I am in a meeting and cannot take "
                "calls, so "
                "reply by email only. Keep this confidential.\n\nTom"},
       {"transfer-request", "secrecy", "name-of-our-person"}},
      {"wire_without_names",
       0.7,
       1,
       {.from = "Director <director@board-mail.test>",
        .to = "jo@acme.example",
        .subject = "Payment",
        .headers = checked("spf=pass; dmarc=none"),
        .text = "Hello,\nwe have an outstanding payment for a supplier. Please make the transfer of funds immediately, "
                "I can not "
                "talk on the phone right now. This is strictly confidential."},
       {"transfer-request", "secrecy"}},
      {"gift_cards",
       0.7,
       1,
       {.from = "\"Erika Beispiel\" <erika.b.private@outlook.com>",
        .to = "jo@acme.example",
        .subject = "Quick task",
        .headers = proven("outlook.com"),
        .text = "Are you available? I need you to purchase some gift cards for a few clients. It is a surprise, do not "
                "tell "
                "anyone. Scratch the back and send me the codes as soon as possible."},
       {"gift-cards", "name-of-our-person"}},
      {"payroll",
       0.7,
       1,
       {.from = "Pat Worker <pat.worker@personal-box.test>",
        .to = "payroll@acme.example",
        .subject = "Direct deposit",
        .headers = checked("spf=pass; dmarc=none"),
        .text = "Hi,\nI have changed banks and would like to update my direct deposit information before the next pay "
                "date. "
                "What details do you need?\nPat"},
       {"payroll-change"}},
      {"changed_bank_account",
       0.7,
       1,
       {.from = "Accounts Receivable <ar@supplier-parts.example>",
        .reply_to = "ar.supplierparts@gmail.com",
        .to = "ap@acme.example",
        .subject = "Change of bank details",
        .headers = checked("spf=pass; dmarc=none"),
        .text = "Dear customer,\nplease note that our bank details have changed. Kindly make all future payments to "
                "the new "
                "account below, our old account is under audit. Please confirm as soon as possible."},
       {"bank-change", "reply-to-differs"}},
      {"changed_bank_account_proven",
       0.7,
       1,
       {.from = "Lena Lieferant <lena@supplier-parts.example>",
        .to = "ap@acme.example",
        .subject = "Re: Invoice 4711",
        .headers = proven("supplier-parts.example", {{"In-Reply-To", "<a@b.example>"}}),
        .text = "Hello,\nregarding the open invoice: our bank account has changed, please use the new bank details in "
                "the attached "
                "letter for the payment."},
       {"bank-change"}},
      {"german_transfer",
       0.7,
       1,
       {.from = "Erika Beispiel <geschaeftsleitung@vorstand-post.test>",
        .to = "buchhaltung@acme.example",
        .subject = "Dringende Überweisung",
        .headers = checked("spf=pass; dmarc=none"),
        .text = "Guten Morgen,\nich brauche Ihre Hilfe bei einer vertraulichen Angelegenheit. Bitte veranlassen Sie "
                "noch heute "
                "eine Überweisung. Können Sie die Zahlung sofort ausführen? Ich bin in einer Besprechung und "
                "telefonisch nicht "
                "erreichbar.\nErika Beispiel"},
       {"transfer-request", "name-of-our-person"}},
      {"german_bank_details",
       0.7,
       1,
       {.from = "Buchhaltung <rechnung@lieferant-teile.test>",
        .to = "ap@acme.example",
        .subject = "Neue Bankverbindung",
        .headers = checked("spf=pass; dmarc=none"),
        .text = "Sehr geehrte Damen und Herren,\nwir haben eine neue Bankverbindung. Bitte überweisen Sie alle offenen "
                "Beträge ab "
                "sofort nur noch auf das neue Konto. Wir bitten um umgehende Bestätigung."},
       {"bank-change"}},
      {"german_payroll",
       0.7,
       1,
       {.from = "Karl Kollege <karl.kollege@freenet.de>",
        .to = "personal@acme.example",
        .subject = "Gehaltskonto",
        .headers = proven("freenet.de"),
        .text = "Hallo,\nich habe die Bank gewechselt. Bitte überweisen Sie mein Gehalt ab sofort auf mein neues "
                "Konto. Die neue "
                "Bankverbindung schicke ich Ihnen gern."},
       {"payroll-change"}},
      {"german_gift_cards",
       0.7,
       1,
       {.from = "Tom Sample <tom.sample@web.de>",
        .to = "jo@acme.example",
        .subject = "Kurze Frage",
        .headers = proven("web.de"),
        .text = "Hallo Jo, haben Sie kurz Zeit? Ich brauche dringend einige Google Play Karten als Geschenke. Bitte "
                "behandeln Sie "
                "das vertraulich."},
       {"gift-cards"}},
      {"are_you_there",
       0.4,
       1,
       {.from = "Tom Sample <t.sample.office@gmail.com>",
        .to = "jo@acme.example",
        .subject = "Hi",
        .headers = proven("gmail.com"),
        .text = "Are you at your desk? I need you to handle a quick task for me. Tom"},
       {"are-you-there", "name-of-our-person"}},
      {"extortion",
       0.8,
       1,
       {.from = "anon <anon@mail-out.test>",
        .to = "jo@acme.example",
        .subject = "Your device was hacked",
        .headers = checked("spf=none; dmarc=none"),
        .text = "I have hacked your device and recorded you through your webcam. Send 900 USD in bitcoin to this "
                "wallet address "
                "within 48 hours or all your contacts get the video."},
       {"extortion"}},
      {"advance_fee",
       0.6,
       1,
       {.from = "Barrister <barrister@lawyer-chambers.test>",
        .reply_to = "chambers.lawyer@yahoo.com",
        .to = "jo@acme.example",
        .subject = "Confidential proposal",
        .headers = checked("spf=none; dmarc=none"),
        .text = "My late client left an unclaimed fund of 12 million dollars to transfer. You were selected as the "
                "beneficiary. Reply "
                "to claim your funds."},
       {"money-for-nothing"}},
      {"forged_own_domain",
       0.6,
       1,
       {.from = "Erika Beispiel <erika@acme.example>",
        .reply_to = "erika.beispiel@proton.me",
        .to = "jo@acme.example",
        .subject = "Invoice",
        .headers = checked("spf=fail smtp.mailfrom=acme.example; dmarc=fail header.from=acme.example"),
        .text = "Can you pay the attached invoice today?"},
       {"dmarc-fails", "reply-to-differs"}},
  };
}

}  // namespace pbc::content
