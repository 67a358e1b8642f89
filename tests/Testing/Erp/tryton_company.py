"""Founds a company in an empty Tryton database: what a deal needs to become a sale, an invoice and a payment.

Arguments: the database's URI, trytond's configuration, and the password of all users that it makes.
"""
import sys
from datetime import date
from decimal import Decimal

from proteus import Model, Wizard, config

uri, configuration, password = sys.argv[1:]
session = config.set_trytond(database=uri, config_file=configuration)


def create(model, **values):
    record = Model.get(model)(**values)
    record.save()
    return record


def first(model, *domain):
    return Model.get(model).find(list(domain), limit=1)[0]


# --- money: the company keeps its books in CNY, and one CNY buys so many of the others
money = {}
for code, name, digits, rate in (('CNY', '人民币', 2, '1'), ('EUR', 'Euro', 2, '0.125'), ('USD', 'US Dollar', 2, '0.14'), ('JPY', '日元', 0, '20')):
    money[code] = create('currency.currency', code=code, name=name, symbol=code, digits=digits, rounding=Decimal(1).scaleb(-digits))
    create('currency.currency.rate', currency=money[code], date=date(2000, 1, 1), rate=Decimal(rate))

# --- the company
seat = create('party.party', name='云帆测试有限公司')
founding = Wizard('company.company.config')
founding.execute('company')
founding.form.party, founding.form.currency = seat, money['CNY']
founding.execute('add')
session._context = Model.get('res.user').get_preferences(True, {})
company = first('company.company')

# --- the minimal chart of accounts
chart = Wizard('account.create_chart')
chart.execute('account')
template = first('ir.model.data', ('module', '=', 'account'), ('fs_id', '=', 'account_template_root_en'))
chart.form.account_template = Model.get('account.account.template')(template.db_id)
chart.form.company = company
chart.execute('create_account')
chart.form.account_receivable = first('account.account', ('type.receivable', '=', True))
chart.form.account_payable = first('account.account', ('type.payable', '=', True))
chart.execute('create_properties')


def account(name):
    return first('account.account', ('company', '=', company.id), ('name', '=', name))


# --- one fiscal year around today, long enough for tests on any day
year = date.today().year
numbers = create('ir.sequence.strict', name='发票', sequence_type=first('ir.sequence.type', ('name', '=', 'Invoice')), company=company, prefix='FP-', padding=6)
moves = create('ir.sequence', name='凭证', sequence_type=first('ir.sequence.type', ('name', '=', 'Account Move')), company=company)
books = Model.get('account.fiscalyear')(
    name='测试', company=company, start_date=date(year - 1, 1, 1), end_date=date(year + 1, 12, 31), post_move_sequence=moves)
for sequences in books.invoice_sequences:
    sequences.out_invoice_sequence = sequences.out_credit_note_sequence = numbers
    sequences.in_invoice_sequence = sequences.in_credit_note_sequence = numbers
books.save()
books.click('create_period')

# --- how customers pay
create(
    'account.invoice.payment.method', name='银行转账', journal=first('account.journal', ('type', '=', 'cash')),
    credit_account=account('Main Cash'), debit_account=account('Main Cash'))
for name in ('30 天', '立即'):
    term = Model.get('account.invoice.payment_term')(name=name)
    due = term.lines.new(type='remainder')
    if name == '30 天':
        due.relativedeltas.new(days=30)
    term.save()

# --- what is sold: without an article number, with two taxes and with none
vat = {}
for rate in (6, 13):
    vat[rate] = create(
        'account.tax', name='增值税 %d%%' % rate, description='增值税 %d%%' % rate, type='percentage', rate=Decimal(rate) / 100,
        invoice_account=account('Main Tax'), credit_note_account=account('Main Tax'))
piece = first('product.uom', ('name', '=', 'Unit'))
for code, name, tax in (('CRM', 'CRM 项目', 13), ('SVC', '实施服务', 6), ('FREE', '培训', None)):
    category = Model.get('product.category')(name=name, accounting=True, account_revenue=account('Main Revenue'), account_expense=account('Main Expense'))
    if tax:
        category.customer_taxes.append(vat[tax])
    category.save()
    product = Model.get('product.template')(name=name, type='service', default_uom=piece, salable=True, list_price=Decimal(100), account_category=category)
    product.products[0].suffix_code = code
    product.save()

# --- who works there
for login, groups in (('crm', ('Sales', 'Party Administration')), ('accountant', ('Account',)), ('expiring', ('Sales', 'Party Administration'))):
    user = Model.get('res.user')(name=login, login=login, password=password)
    for group in Model.get('res.group').find([('name', 'in', groups)]):
        user.groups.append(group)
    user.companies.append(Model.get('company.company')(company.id))
    user.company = Model.get('company.company')(company.id)
    user.save()
